/** What is known of a path template when templates are put together. */
export interface TemplateFact {
  readonly template: string;
  readonly count: number;
  /** Methods, sorted, separated by spaces. */
  readonly methods: string;
  /** Share of requests that were answered with a status of 400 or above. */
  readonly refused: number;
  /** Median duration in microseconds; null where the log has none. */
  readonly median: number | null;
}
