import type { Token } from '../sql/tokens.ts';

/** A column as a plan writes it. */
export interface Reference {
  /** Name that the query gives the relation; null where a condition of an index names none. */
  readonly alias: string | null;
  readonly column: string;
}

/** What a comparison is made of. */
export interface Comparison {
  readonly references: readonly Reference[];
  readonly isNullTest: boolean;
  readonly hasConstant: boolean;
  readonly hasFunction: boolean;
  /** `=`, `<`, `~~`, …; more than one where something is computed first. */
  readonly operators: readonly string[];
}

/** Words that stand before a parenthesis and call nothing. */
const notCalled: ReadonlySet<string> = new Set([
  'any',
  'all',
  'array',
  'row',
  'in',
  'subplan',
  'hashed',
  'alternatives',
]);
/** Words that are values. */
const constants: ReadonlySet<string> = new Set([
  'true',
  'false',
  'current_date',
  'current_timestamp',
  'localtimestamp',
]);
const isOperator = /^[-+*/<>=~!@#%^&|`?]$/;
const isName = (token: Token | undefined) => token?.kind === 'word' || token?.kind === 'quoted';
const isSymbol = (token: Token | undefined, text: string) => token?.kind === 'symbol' && token.text === text;

/** Casts are left out, with the type’s name and whatever belongs to it. */
function withoutCasts(leaf: readonly Token[]): readonly Token[] {
  const kept: Token[] = [];
  for (let at = 0; at < leaf.length; at++) {
    if (!isSymbol(leaf[at], ':') || !isSymbol(leaf[at + 1], ':')) {
      const token = leaf[at];
      if (token !== undefined) kept.push(token);
      continue;
    }
    at = endOfType(leaf, at + 2) - 1;
  }
  return kept;
}

const typeWords: ReadonlySet<string> = new Set(['varying', 'precision', 'with', 'without', 'time', 'zone', 'to']);

/** Where a part of a type's name ends that begins here; the same place where none does. */
function typePartEnd(leaf: readonly Token[], at: number): number {
  const [token, next] = [leaf[at], leaf[at + 1]];
  if (isSymbol(token, '.')) return at + 2;
  if (token?.kind === 'word' && typeWords.has(token.text)) return at + 1;
  if (isSymbol(token, '[') && isSymbol(next, ']')) return at + 2;
  return isSymbol(token, '(') && next?.kind === 'number' ? closing(leaf, at) + 1 : at;
}

function endOfType(leaf: readonly Token[], start: number): number {
  let at = start + 1;
  for (let end = typePartEnd(leaf, at); end > at && at < leaf.length; end = typePartEnd(leaf, at)) at = end;
  return at;
}

function closing(leaf: readonly Token[], from: number): number {
  const found = leaf.findIndex((token, index) => index > from && isSymbol(token, ')'));
  return found < 0 ? leaf.length : found;
}

/** Symbols that touch each other are one operator. */
function operatorsIn(leaf: readonly Token[]): string[] {
  const found: string[] = [];
  let end = -1;
  for (const { kind, text, start, end: next } of leaf) {
    if (kind !== 'symbol' || !isOperator.test(text)) continue;
    if (start === end) found.push((found.pop() ?? '') + text);
    else found.push(text);
    end = next;
  }
  return found;
}

/** Words of SQL itself, unless they are quoted. */
const reserved: ReadonlySet<string> = new Set([...constants, 'is', 'not', 'null', 'any', 'all', 'array', 'row']);

/** The name that begins at a place: with a relation in front, or, in a condition of an index, bare; nothing where it is called. */
function referenceAt(leaf: readonly Token[], at: number, isBare: boolean): Reference | null {
  const [name, dot, column] = leaf.slice(at, at + 3);
  if (name === undefined) return null;
  if (column !== undefined && isSymbol(dot, '.') && isName(column))
    return isSymbol(leaf[at + 3], '(') ? null : { alias: name.text, column: column.text };
  const isColumn = isBare && !isSymbol(dot, '(') && !(name.kind === 'word' && reserved.has(name.text));
  return isColumn ? { alias: null, column: name.text } : null;
}

function referencesIn(leaf: readonly Token[], isBare: boolean): Reference[] {
  return leaf.flatMap((token, at) =>
    isName(token) && !isSymbol(leaf[at - 1], '.') ? (referenceAt(leaf, at, isBare) ?? []) : [],
  );
}

function callsFunction(leaf: readonly Token[]): boolean {
  return leaf.some(
    (token, at) =>
      isName(token) && isSymbol(leaf[at + 1], '(') && !(token.kind === 'word' && notCalled.has(token.text)),
  );
}

/**
 * Reads one comparison of a plan.
 *
 * @param isBare in a condition of a partial index, columns stand without their relation
 */
export function readComparison(leaf: readonly Token[], isBare = false): Comparison {
  const bare = withoutCasts(leaf);
  const words = bare.map(({ text }) => text);
  const isNullTest = words.at(-1) === 'null' && (words.at(-2) === 'is' || words.at(-3) === 'is');
  return {
    references: referencesIn(bare, isBare),
    isNullTest,
    hasConstant:
      !isNullTest &&
      bare.some(({ kind, text }) => kind === 'string' || kind === 'number' || (kind === 'word' && constants.has(text))),
    hasFunction: callsFunction(bare),
    operators: operatorsIn(bare),
  };
}
