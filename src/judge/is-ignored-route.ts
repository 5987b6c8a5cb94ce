/**
 * Tells whether a route matches one of the configuration's patterns, in which `*` stands for anything.
 *
 * A pattern without a method matches every method.
 *
 * @example isIgnoredRoute('GET /healthz', ['/health*']) // true
 */
export function isIgnoredRoute(route: string | null, patterns: readonly string[]): boolean {
  if (route === null) return false;
  const path = route.replace(/^[A-Z]+ /, '');
  return patterns.some((pattern) => matches(route, pattern) || matches(path, pattern));
}

/** Literal parts in order, without a regular expression: patterns and routes may be long and hostile. */
function matches(text: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let from = first.length;
  for (const part of rest) {
    const at = text.indexOf(part, from);
    if (at === -1 || at + part.length > text.length - last.length) return false;
    from = at + part.length;
  }
  return true;
}
