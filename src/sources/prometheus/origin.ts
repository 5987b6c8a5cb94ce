import type { Evidence } from '../../model/evidence.ts';
import type { Remark } from '../../model/profile.ts';

/** Evidence with what was noticed while reading it. */
export interface Read {
  readonly evidence: readonly Evidence[];
  readonly remarks: readonly Remark[];
}

/** What every piece of evidence of one answer has in common. */
export interface Origin {
  readonly source: string;
  /** Key of the query. */
  readonly query: string;
}
