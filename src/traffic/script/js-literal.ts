/** Everything that is not printable ASCII, and a `<` that could end or begin something where a page shows the script. */
const unsafe = /[^\u0020-\u007e]|<(?=[/!a-z])/gi;

/**
 * A text as a string of JavaScript that can be nothing but that string: no quote, line end, lone surrogate or bidirectional mark of
 * it reaches the source.
 *
 * @example jsText("it's") // "'it\\'s'"
 * @example jsText('a\u2028<b>') // "'a\\u2028\\u003cb>'"
 */
export function jsText(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  const escaped = inner.replace(unsafe, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `'${escaped}'`;
}

/**
 * A text inside a comment that ends with its line: printable ASCII only, cut at 200 characters.
 *
 * @example commentText('GET /a\n// b') // 'GET /a?// b'
 */
export function commentText(text: string): string {
  const shown = text.replace(/[^\u0020-\u007e]/g, '?').replaceAll('*/', '*?');
  return shown.length > 200 ? `${shown.slice(0, 197)}...` : shown;
}

/** A value of our own (numbers, texts, lists, records) as JavaScript on one line; keys that are plain words stay bare. */
export function jsValue(value: unknown): string {
  if (typeof value === 'string') return jsText(value);
  if (Array.isArray(value)) return `[${value.map(jsValue).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([key, inner]) => `${jsKey(key)}: ${jsValue(inner)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** A key of an object: bare where it is a plain word, but never `__proto__`, which would be no key. */
export function jsKey(key: string): string {
  if (key === '__proto__') return "['__proto__']";
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? key : jsText(key);
}
