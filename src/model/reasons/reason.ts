/** What a reason code means and what to do about it. */
export interface Reason {
  readonly kind: 'judged' | 'unmeasured' | 'unreachable' | 'verdict' | 'usage';
  readonly means: string;
  readonly todo: string;
}
