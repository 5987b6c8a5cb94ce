/** Stands for requests whose route is not known: 404s above all, whose paths come from strangers and name no route. */
export const unmatchedRoute = '(unmatched)';

/** What frameworks write where no route matched (Spring writes `/**` for its resource handler, NOT_FOUND and REDIRECTION for the rest). */
const unmatchedWords = new Set([
  '',
  'unmatched',
  '(unmatched)',
  'unknown',
  'not_found',
  'notfound',
  'redirection',
  'none',
  'null',
  '/**',
]);

/**
 * Builds the name of a route that is the same however its framework writes parameters.
 *
 * `:id`, `<id>`, `<int:id>`, `[id]`, `{id}`, `{id:[0-9]+}` and `$id` become `{}`; what takes the rest of the path (`*`, `[...path]`, `{path*}`,
 * `<path:rest>`) becomes `{*}`. Query strings and trailing slashes go, the method is in upper case. Two routes with one key are one route.
 *
 * @param method null or empty where it is not known
 * @param path route template as the metric’s label gives it
 * @returns `GET /orders/{}`, or `(unmatched)` where the label names no route
 * @example routeKey('get', '/orders/:id') // 'GET /orders/{}'
 */
export function routeKey(method: string | null, path: string): string {
  const known = keys.get(path)?.get(method);
  if (known !== undefined) return known;
  const key = newKey(method, path);
  remember(method, path, key);
  return key;
}

/** A run asks for the same few thousand routes in every answer of every server. */
const keys = new Map<string, Map<string | null, string>>();
const most = { routes: 20_000, characters: 300 };

/** What strangers send must not fill the memory: beyond the limits it begins anew, and long paths are not kept. */
function remember(method: string | null, path: string, key: string): void {
  if (path.length > most.characters || (method?.length ?? 0) > most.characters) return;
  if (keys.size >= most.routes) keys.clear();
  const methods = keys.get(path);
  if (methods === undefined) keys.set(path, new Map([[method, key]]));
  else if (methods.size < most.characters) methods.set(method, key);
}

function newKey(method: string | null, path: string): string {
  const given = path.trim();
  if (unmatchedWords.has(given.toLowerCase())) return unmatchedRoute;
  const canonical = withoutQuery(given)
    .split('/')
    .map(canonicalSegment)
    .join('/')
    .replace(/\/{2,}/g, '/');
  const shown = canonical.length > 1 ? canonical.replace(/\/$/, '') : canonical;
  return method === null || method === '' ? shown : `${method.toUpperCase()} ${shown}`;
}

/** Only what looks like a query string: `:id?` is an optional parameter. */
function withoutQuery(path: string): string {
  const start = path.search(/\?[^/?]*=/);
  return start === -1 ? path : path.slice(0, start);
}

const parameters: readonly [RegExp, string][] = [
  // the rest of the path
  [/^\*{1,2}(?:[A-Za-z_]\w*)?$/, '{*}'],
  [/^:[A-Za-z_]\w*[*+]$/, '{*}'],
  [/\[\[?\.\.\.[^[\]]*\]?\]/g, '{*}'],
  [/\{(?:\*{1,2}[^{}]*|[^{}]*[*+]|[^{}]*:(?:path|\.[*+]))\}/g, '{*}'],
  [/<path:[A-Za-z_]\w*>/g, '{*}'],
  // one parameter
  [/\{(?!\*\})(?:[^{}]|\{[^{}]*\})*\}/g, '{}'],
  [/<(?:[A-Za-z_]\w*(?:\([^()<>]*\))?:)?[A-Za-z_]\w*>/g, '{}'],
  [/\[\[?[A-Za-z_]\w*\]?\]/g, '{}'],
  [/(?<![^\-.~@]):[A-Za-z_]\w*(?:\([^()]*\))?\??/g, '{}'],
  [/^\$[A-Za-z_]\w*$/, '{}'],
];

function canonicalSegment(segment: string): string {
  // Most segments are plain words; services have thousands of routes.
  if (/^[A-Za-z0-9_.-]*$/.test(segment)) return segment;
  return parameters.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), segment);
}
