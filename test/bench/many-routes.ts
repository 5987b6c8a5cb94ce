import { shopMetrics } from '../prometheus-server/shop-metrics.ts';
import type { ShopRoute } from '../prometheus-server/shop-routes.ts';

export const hour = { from: new Date('2026-11-20T11:00:00Z'), to: new Date('2026-11-20T12:00:00Z') };

function routes(count: number): ShopRoute[] {
  return Array.from({ length: count }, (_, index) => ({
    method: index % 3 === 0 ? 'POST' : 'GET',
    path: `/service-${index % 40}/resource-${index}/{id}`,
    share: 1 / count,
    median: 0.02 * (1 + (index % 17)),
    sigma: 0.5,
    failing: 0.001,
  }));
}

/** Metrics of a production and a staging with so many routes each, labelled by size: `production-100`, `staging-100`, … */
export function* manyRoutes(sizes: readonly number[]): Generator<string> {
  for (const size of sizes) {
    for (const [index, side] of ['production', 'staging'].entries()) {
      yield* shopMetrics({
        seed: size + index,
        environment: `${side}-${size}`,
        routes: routes(size),
        scale: size / 20,
        pods: 1,
        scrapeSeconds: 300,
        ...hour,
      });
    }
  }
}
