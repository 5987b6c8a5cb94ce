/** One route of the shop as it behaves when nothing is planted. */
export interface ShopRoute {
  readonly method: string;
  /** As OpenTelemetry writes it; the client libraries’ spelling has `:id`. */
  readonly path: string;
  /** Share of all requests. */
  readonly share: number;
  /** Latency is lognormal: median in seconds, and sigma of its logarithm. */
  readonly median: number;
  readonly sigma: number;
  /** Share of requests that fail with 500. */
  readonly failing: number;
}

/** The shop: twelve routes, none under half a percent of the traffic. */
export const shopRoutes: readonly ShopRoute[] = [
  { method: 'GET', path: '/', share: 0.2, median: 0.02, sigma: 0.5, failing: 0 },
  { method: 'GET', path: '/products', share: 0.18, median: 0.045, sigma: 0.6, failing: 0.0005 },
  { method: 'GET', path: '/products/{id}', share: 0.22, median: 0.03, sigma: 0.5, failing: 0.0005 },
  { method: 'GET', path: '/search', share: 0.1, median: 0.12, sigma: 0.7, failing: 0.001 },
  { method: 'GET', path: '/cart', share: 0.08, median: 0.025, sigma: 0.5, failing: 0 },
  { method: 'POST', path: '/cart/items', share: 0.06, median: 0.04, sigma: 0.5, failing: 0.0005 },
  { method: 'DELETE', path: '/cart/items/{id}', share: 0.02, median: 0.035, sigma: 0.5, failing: 0 },
  { method: 'POST', path: '/checkout', share: 0.03, median: 0.25, sigma: 0.6, failing: 0.002 },
  { method: 'GET', path: '/orders', share: 0.03, median: 0.06, sigma: 0.6, failing: 0.0005 },
  { method: 'GET', path: '/orders/{id}', share: 0.04, median: 0.04, sigma: 0.5, failing: 0.0005 },
  { method: 'POST', path: '/login', share: 0.03, median: 0.15, sigma: 0.4, failing: 0.001 },
  { method: 'GET', path: '/account/{id}/invoices', share: 0.01, median: 0.09, sigma: 0.6, failing: 0.001 },
];

/** Upper bounds of the shop’s histogram, in seconds. */
export const shopBounds: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
