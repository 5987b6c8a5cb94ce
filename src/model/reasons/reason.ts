/** What a reason code means and what to do about it. */
export interface Reason {
  readonly kind: 'judged' | 'unmeasured' | 'unreachable' | 'verdict' | 'usage' | 'gate';
  readonly means: string;
  readonly todo: string;
}
