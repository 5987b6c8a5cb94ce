/** One route of the demonstration shop: its share of the traffic, and how long it takes where nothing lies. */
export interface ShopRoute {
  readonly route: string;
  readonly share: number;
  /** Median response time in seconds; times are log-normal with this σ of the logarithm. */
  readonly median: number;
  readonly sigma: number;
  /** Share of requests that end in a 5xx, and in a 4xx. */
  readonly failed: number;
  readonly rejected: number;
}

/** A small shop, as its staging environment sees it. */
export const shopRoutes: readonly ShopRoute[] = [
  { route: 'GET /', share: 0.21, median: 0.018, sigma: 0.5, failed: 0.0006, rejected: 0 },
  { route: 'GET /products', share: 0.19, median: 0.055, sigma: 0.55, failed: 0.0008, rejected: 0 },
  { route: 'GET /products/{}', share: 0.22, median: 0.032, sigma: 0.5, failed: 0.0006, rejected: 0.012 },
  { route: 'GET /search', share: 0.12, median: 0.11, sigma: 0.6, failed: 0.001, rejected: 0 },
  { route: 'GET /cart', share: 0.07, median: 0.028, sigma: 0.5, failed: 0.0008, rejected: 0 },
  { route: 'POST /cart/items', share: 0.05, median: 0.041, sigma: 0.5, failed: 0.001, rejected: 0.02 },
  { route: 'GET /account', share: 0.04, median: 0.036, sigma: 0.5, failed: 0.0008, rejected: 0.03 },
  { route: 'GET /orders', share: 0.035, median: 0.048, sigma: 0.55, failed: 0.001, rejected: 0.01 },
  { route: 'POST /checkout', share: 0.03, median: 0.045, sigma: 0.4, failed: 0.0015, rejected: 0.015 },
  { route: 'POST /payments', share: 0.025, median: 0.21, sigma: 0.45, failed: 0.001, rejected: 0.02 },
  { route: 'POST /webhooks/payment', share: 0.01, median: 0.022, sigma: 0.5, failed: 0.001, rejected: 0 },
];

/** One environment of the shop: how much traffic it had, how fast its machines are, and what is different about it. */
export interface ShopEnvironment {
  readonly name: string;
  readonly requests: number;
  /** Every response time is multiplied by this: smaller machines. */
  readonly slowness: number;
  readonly pods: number;
  readonly cpuPerRequest: number;
  readonly memoryShare: number;
  /** What this environment does differently on a route; null: it is never called there. */
  readonly changes: ReadonlyMap<string, Partial<ShopRoute> | null>;
}

/**
 * Production and staging of the shop. Staging lies four times: its order table is small (checkout), its payment sandbox never
 * fails (payments), nobody calls its webhook, and its containers have four times the memory that they need.
 */
export const shop: { readonly production: ShopEnvironment; readonly staging: ShopEnvironment } = {
  production: {
    name: 'production',
    requests: 412_000,
    slowness: 1,
    pods: 12,
    cpuPerRequest: 0.021,
    memoryShare: 0.81,
    changes: new Map<string, Partial<ShopRoute>>([
      ['POST /checkout', { median: 3.1, sigma: 0.65, failed: 0.006 }],
      ['POST /payments', { failed: 0.031 }],
    ]),
  },
  staging: {
    name: 'staging',
    requests: 126_000,
    slowness: 1.4,
    pods: 4,
    cpuPerRequest: 0.026,
    memoryShare: 0.2,
    changes: new Map([['POST /webhooks/payment', null]]),
  },
};
