import type { CST } from 'yaml';

/** How deeply a file’s tokens are nested, found without recursion, which is what a hostile file wants. */
export function yamlDepth(tokens: readonly CST.Token[]): number {
  let deepest = 0;
  const open: { readonly token: object; readonly depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    deepest = Math.max(deepest, next.depth);
    for (const token of partsOf(next.token)) open.push({ token, depth: next.depth + 1 });
  }
  // A collection and its item are two steps.
  return Math.ceil(deepest / 2);
}

function partsOf(token: object): object[] {
  const parts: unknown[] = [];
  if ('key' in token) parts.push(token.key);
  if ('value' in token) parts.push(token.value);
  if ('items' in token && Array.isArray(token.items)) for (const item of token.items) parts.push(item);
  return parts.filter((part) => typeof part === 'object' && part !== null);
}
