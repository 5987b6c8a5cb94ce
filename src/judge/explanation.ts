/** Per check: which class of bug slips through while it differs, and what to do about it. */
export interface Explanation {
  readonly risk: string;
  readonly remedy: string;
}
