/**
 * Pieces of SQL, most of which stay as they are; what no piece matches is one character.
 *
 * Where two readings part (a backslash before the quote that may end a text, a comment within a comment, a quote
 * that is never closed), everything up to the end is one literal or comment: too much is struck out, never too little.
 */
const piece = new RegExp(
  [
    /--[^\n]*/, // a comment to the end of the line
    /\/\*(?:(?!\/\*|\*\/)[\s\S])*\*\//, // a comment
    /\/\*[\s\S]*/, // a comment with another in it, or without an end
    /"(?:[^"]|"")*(?:"|$)/, // a quoted name
    /[eE]'(?:[^'\\]|''|\\[\s\S])*(?:'|$)/, // a text with escapes
    /(?:[uU]&|[bBxXnN])?'(?:[^'\\]|''|\\\\|\\[^'\\])*'(?!')/, // a text that ends here, whether a backslash escapes or not
    /(?:[uU]&|[bBxXnN])?'[\s\S]*/, // a text whose end depends on a setting
    /\$(?<tag>[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$[\s\S]*?(?:\$\k<tag>\$|$)/, // a dollar-quoted text
    /\$\d+/, // a parameter
    /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/, // a word
    /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\w*/, // a number
    /\s+/,
    /[\s\S]/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

const isComment = (text: string) => text.startsWith('--') || text.startsWith('/*');
const isLiteral = (text: string) =>
  /^(?:[eE]|[uU]&|[bBxXnN])?'/.test(text) || /^\$(?!\d)/.test(text) || /^(?:\d|\.\d)/.test(text);

/** A literal and the SQL around it. */
export interface Placed {
  readonly literal: string;
  readonly before: string;
  readonly after: string;
}

/** The names in SQL, as the catalogue writes them: what a quoted name is, and the words outside of literals. */
export function namesIn(sql: string): ReadonlySet<string> {
  const pieces = sql.match(piece) ?? [];
  const names = pieces.filter((text) => /^["A-Za-z_\u0080-\uffff]/.test(text) && !isLiteral(text));
  return new Set(names.map((text) => (text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text)));
}

/**
 * SQL with a parameter in the place of every literal and without comments, on one line: comments carry trace ids and names,
 * and pg_stat_statements leaves literals where a statement was not yet known to it.
 *
 * @param isKept tells of a literal that may stay
 * @example withoutLiterals("SELECT a FROM t WHERE b = 'x' AND c = $1 -- by Ann") // 'SELECT a FROM t WHERE b = $2 AND c = $1'
 */
export function withoutLiterals(sql: string, isKept: (placed: Placed) => boolean = () => false): string {
  const pieces = sql.match(piece) ?? [];
  const used = pieces.flatMap((text) => /^\$(\d+)$/.exec(text)?.[1] ?? []).map(Number);
  let next = used.reduce((one, other) => Math.max(one, other), 0);
  let at = 0;
  return pieces
    .map((text) => {
      at += text.length;
      if (isComment(text)) return ' ';
      if (!isLiteral(text)) return /^\s/.test(text) ? ' ' : text;
      if (isKept({ literal: text, before: sql.slice(0, at - text.length), after: sql.slice(at) })) return text;
      next += 1;
      return `$${next}`;
    })
    .filter((text, index, all) => text !== ' ' || all[index - 1] !== ' ')
    .join('')
    .trim();
}
