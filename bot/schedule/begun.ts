/** What became of beginning a scheduled validation. */
export type Begun =
  | { readonly state: 'dispatched'; readonly runId: number }
  | { readonly state: 'done' }
  | { readonly state: 'failed' | 'skipped'; readonly note: string };
