import { seededRandom } from '../../src/demo/random.ts';
import { completeShop, type ShopOptions } from './shop.ts';
import { requestLines, unmatchedLines } from './shop-requests.ts';
import { shopResources } from './shop-resources.ts';

/**
 * Writes the metrics of a small shop as OpenMetrics lines: request histograms, requests by status, container resources.
 *
 * Requests arrive as a Poisson process, so every bucket’s count is a Poisson number of its own: two seeds give identical twins.
 */
export function* shopMetrics(options: ShopOptions): Generator<string> {
  const shop = completeShop(options);
  const random = seededRandom(shop.seed);
  for (let pod = 0; pod < shop.pods; pod++) {
    const name = `shop-${pod}`;
    for (const route of shop.routes) {
      if (!(shop.lies.missing ?? []).includes(`${route.method} ${route.path}`))
        yield* requestLines(shop, route, { pod: name, random });
    }
    yield* unmatchedLines(shop, name, random);
    yield* shopResources(shop, name, random);
  }
}
