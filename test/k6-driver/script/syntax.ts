/** A node of a syntax tree (ESTree), as far as it is looked at. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** A child node by its name. */
export function child(node: Node, key: string): Node | null {
  const value = node[key];
  return isNode(value) ? value : null;
}

/** The child nodes under one name, or all of them. */
export function childrenOf(node: Node, key?: string): Node[] {
  const values = key === undefined ? Object.values(node) : [node[key]];
  return values.flat().filter((value) => isNode(value));
}

/** The name of an identifier, or the text of a string. */
export function nameOf(node: Node | null): string | null {
  if (node?.type === 'Identifier') return String(node['name']);
  return node?.type === 'Literal' && typeof node['value'] === 'string' ? node['value'] : null;
}

export function isFunction({ type }: Node): boolean {
  return type === 'FunctionDeclaration' || type === 'FunctionExpression' || type === 'ArrowFunctionExpression';
}

/** A replacement of `remove` characters at a place of a text. */
export interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly text: string;
}

/** A text with edits that do not overlap. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  let [text, position] = ['', 0];
  for (const edit of edits.toSorted((a, b) => a.at - b.at)) {
    text += source.slice(position, edit.at) + edit.text;
    position = Math.max(position, edit.at + edit.remove);
  }
  return text + source.slice(position);
}
