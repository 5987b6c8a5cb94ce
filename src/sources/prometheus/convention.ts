/** How a family of programs names its request metrics. Data only; what it means to the queries is written in `match-conventions.ts`. */
export interface Convention {
  readonly id: string;
  readonly title: string;
  /** Histograms or summaries of request durations, without `_bucket`, best first, with the unit of their bounds. */
  readonly latency: readonly { readonly metric: string; readonly unit: 's' | 'ms' }[];
  /** Counters of requests that carry the status, best first; without any of them the `_count` of the durations serves. */
  readonly requests: readonly string[];
  /** Labels that may hold the route template, the method and the status, best first. */
  readonly route: readonly string[];
  readonly method: readonly string[];
  readonly status: readonly string[];
  /** Matchers that every query needs, where the same request is told more than once. */
  readonly only?: string;
}

/** What a server has of one convention. */
export interface Match {
  readonly convention: Convention;
  readonly latency: {
    readonly metric: string;
    readonly unit: 's' | 'ms';
    readonly kind: 'histogram' | 'summary';
  } | null;
  /** Metric that counts requests by status. */
  readonly requests: string | null;
}
