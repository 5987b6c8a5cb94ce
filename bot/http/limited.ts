import type { RateLimit } from './rate-limit.ts';
import { type Route, sendJson } from './route.ts';
import { sourceOf } from './source-of.ts';

/** Whose requests are counted, and who is told of those that are refused. */
export interface Limiting {
  readonly limit: RateLimit;
  /** Proxies of the operator’s in front of the bot. */
  readonly proxies: number;
  readonly onRefused: () => void;
}

/** A route that answers only so often; nothing of a request beyond that is looked at, its token least of all. */
export function limited(route: Route, { limit, proxies, onRefused }: Limiting): Route {
  return {
    ...route,
    answer(request, response, parts) {
      const wait = limit.take(sourceOf(request, proxies));
      if (wait === 0) return route.answer(request, response, parts);
      onRefused();
      response.setHeader('retry-after', String(wait)).setHeader('connection', 'close');
      return sendJson(response, 429, { error: `too many requests; send the next in ${wait} s` });
    },
  };
}
