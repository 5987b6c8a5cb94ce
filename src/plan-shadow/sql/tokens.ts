/** What a piece of SQL is. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'parameter' | 'symbol';
  /** Words in lower case, quoted names without their quotes, everything else as it stands. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const word = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  ['parameter', /\$\d+/y],
  ['number', /(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?/iy],
];
/** A string with backslashes as escapes (`E'…'`), and one without. */
const escaped = /[eE]'(?:[^'\\]|''|\\[\s\S])*'?/y;
const plain = /(?:[uU]&|[bBxXnN])?'(?:[^']|'')*'?/y;
const quoted = /(?:[uU]&)?"(?:[^"]|"")*"?/y;
const dollarTag = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;
const space = /\s+/y;
const lineComment = /--[^\n\r]*/y;

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** Comments of C's kind are nested in SQL. */
function blockCommentEnd(text: string, at: number): number {
  let depth = 0;
  const mark = /\/\*|\*\//g;
  mark.lastIndex = at;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    depth += found[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return text.length;
}

/** Where the white space and comments that begin here end; the same place where there are none. */
function skipped(text: string, at: number): number {
  const blank = matchAt(space, text, at) ?? matchAt(lineComment, text, at);
  if (blank !== null) return at + blank.length;
  return text.startsWith('/*', at) ? blockCommentEnd(text, at) : at;
}

function literalAt(text: string, at: number): Token | null {
  const string = matchAt(escaped, text, at) ?? matchAt(plain, text, at);
  if (string !== null) return { kind: 'string', text: string, start: at, end: at + string.length };
  const name = matchAt(quoted, text, at);
  if (name !== null) {
    const inner = name.slice(name.indexOf('"') + 1, name.endsWith('"') ? -1 : undefined).replaceAll('""', '"');
    return { kind: 'quoted', text: inner, start: at, end: at + name.length };
  }
  const tag = matchAt(dollarTag, text, at);
  if (tag === null) return null;
  const close = text.indexOf(tag, at + tag.length);
  const end = close < 0 ? text.length : close + tag.length;
  return { kind: 'string', text: text.slice(at, end), start: at, end };
}

function tokenAt(text: string, at: number): Token {
  const literal = literalAt(text, at);
  if (literal !== null) return literal;
  const name = matchAt(word, text, at);
  if (name !== null) return { kind: 'word', text: name.toLowerCase(), start: at, end: at + name.length };
  for (const [kind, pattern] of patterns) {
    const found = matchAt(pattern, text, at);
    if (found !== null) return { kind, text: found, start: at, end: at + found.length };
  }
  const symbol = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return { kind: 'symbol', text: symbol, start: at, end: at + symbol.length };
}

/**
 * The tokens of SQL as PostgreSQL reads it, without white space and comments; whatever is not closed reaches to the end.
 *
 * Nothing rests on it but convenience: the server itself accepts one statement a message, whatever is thought of its text here.
 *
 * @example tokens("SELECT 'a;b' -- c").map(({ text }) => text) // ['select', "'a;b'"]
 */
export function tokens(text: string): readonly Token[] {
  const found: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const next = skipped(text, at);
    if (next > at) {
      at = next;
      continue;
    }
    const token = tokenAt(text, at);
    found.push(token);
    at = token.end;
  }
  return found;
}
