/** One element, quoted or not; nested arrays, which the statistics of no scalar column hold, stay text. */
const element = /"((?:[^"\\]|\\[\s\S])*)"|((?:[^",{}\\]|\\[\s\S])+)|(?<=[{,])(?=[,}])/g;

/**
 * The elements of a one-dimensional array as PostgreSQL writes it; NULL becomes an empty text, for no statistics hold one.
 *
 * @example parseArray('{a,"b, \\"c\\"",NULL}') // ['a', 'b, "c"', '']
 */
export function parseArray(text: string): string[] {
  const body = text.slice(text.indexOf('{'));
  if (body === '{}') return [];
  return Array.from(body.matchAll(element), ([, quoted, plain]) => {
    if (quoted !== undefined) return unescape(quoted);
    return plain === undefined || plain === 'NULL' ? '' : unescape(plain);
  });
}

const unescape = (text: string) => (text.includes('\\') ? text.replaceAll(/\\([\s\S])/g, '$1') : text);
