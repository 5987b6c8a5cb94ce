/** One metric of a k6 summary: its numbers under the same names whatever the format; a missing number was null (NaN in k6). */
export interface Metric {
  /** `avg`, `med`, `max`, `min`, `p90`, `p95`, `p99`, `count`, `rate`; durations in milliseconds. */
  readonly values: ReadonlyMap<string, number>;
  /** Thresholds that were crossed, as written in the script. */
  readonly crossed: readonly string[];
}

/** What Tollgate keeps of a k6 summary. The script, which one format embeds, is not in it. */
export interface Summary {
  readonly format: 'handleSummary' | 'summary-export' | 'machine-readable';
  readonly metrics: ReadonlyMap<string, Metric>;
  /** How long the test ran, in seconds, where the format says so. */
  readonly seconds?: number | undefined;
  /** When the summary was written, as an ISO 8601 instant, where the format says so. */
  readonly writtenAt?: string | undefined;
}

/**
 * The name that a number has here: `p(95)` is `p95`, and what k6 calls `passes` or `matches` is `hits`.
 *
 * A rate counts how often something held. `http_req_failed` holds for a *failed* request, so its `passes` failed.
 */
export function valueName(name: string): string {
  if (name === 'passes' || name === 'matches') return 'hits';
  if (name === 'fails') return 'misses';
  return name.replace(/^p\((\d+(?:\.\d+)?)\)$/, 'p$1');
}
