/** What became of beginning a scheduled validation. */
export type Begun =
  | { readonly state: 'dispatched'; readonly runId: number }
  /** `verdicts`: what came of it, a sentence for each service. */
  | { readonly state: 'done'; readonly verdicts: readonly string[] }
  | { readonly state: 'failed' | 'skipped'; readonly note: string };
