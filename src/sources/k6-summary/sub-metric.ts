/** A metric's name taken apart: `http_req_duration{name:GET /x}`. */
export interface SubMetric {
  readonly metric: string;
  readonly tags: ReadonlyMap<string, string>;
}

/**
 * Takes a k6 metric name apart: from the first `{` to the last `}`, so that a route template may hold braces itself.
 *
 * @example parseSubMetric('http_req_duration{name:GET /x/{id}}').tags.get('name') // 'GET /x/{id}'
 */
export function parseSubMetric(name: string): SubMetric {
  const [open, close] = [name.indexOf('{'), name.lastIndexOf('}')];
  if (open < 0 || close < open) return { metric: name, tags: new Map() };
  const tags = name
    .slice(open + 1, close)
    .split(',')
    .flatMap(parseTag);
  return { metric: name.slice(0, open).trimEnd(), tags: new Map(tags) };
}

function parseTag(text: string): [string, string][] {
  const colon = text.indexOf(':');
  const [key, value] = [text.slice(0, colon), text.slice(colon + 1)].map((part) =>
    part
      .trim()
      .replace(/^["']|["']$/g, '')
      .trim(),
  );
  return colon < 0 || key === undefined || value === undefined ? [] : [[key, value]];
}

/**
 * The route that a sub-metric speaks of, from its tags `name` and `method`; null where it speaks of something else, or only
 * of a part of the route's requests (a scenario, a status).
 *
 * Without a name of its own, k6 names a request by its whole URL: of that, only the path is kept.
 *
 * @example routeOf(new Map([['name', '/x'], ['method', 'GET']])) // 'GET /x'
 */
export function routeOf(tags: ReadonlyMap<string, string>): string | null {
  const name = tags.get('name');
  const isWhole = [...tags.keys()].every((key) => key === 'name' || key === 'method');
  if (name === undefined || name === '' || !isWhole) return null;
  const method = tags.get('method');
  const path = pathOf(name);
  return method === undefined || path.startsWith(`${method} `) ? path : `${method} ${path}`;
}

function pathOf(name: string): string {
  const [, method = '', address] = /^([A-Z]+ )?(https?:\/\/\S*)$/.exec(name) ?? [];
  if (address === undefined) return name;
  // The URL class would escape the braces of a template.
  const path = address.replace(/^https?:\/\/[^/?#]*/, '').replace(/[?#].*$/s, '');
  return method + (path === '' ? '/' : path);
}
