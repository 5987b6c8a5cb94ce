import type { Dimension } from '../model/dimension.ts';
import type { Finding } from '../model/finding.ts';
import type { Verdict } from '../model/verdict.ts';
import { worstFirst } from '../model/worst-first.ts';
import type { Touch } from './find-touches.ts';

/** What staging cannot tell about one kind of change. */
export interface BlindSpot {
  readonly rule: string;
  readonly dimension: Dimension;
  /** What is touched, in the words of the change; from strangers. */
  readonly touched: readonly Touch[];
  /** The clause that follows from the rule. */
  readonly verb: string;
  readonly risk: string;
  /** The worst open finding of the newest validation about this dimension; null where it has none. */
  readonly finding: Finding | null;
  /** Whether the newest validation says anything about this dimension. */
  readonly isMeasured: boolean;
}

const isOpen = (finding: Finding) => finding.status === 'diverged' || finding.status === 'error';

function spotOf(touched: readonly Touch[], newest: Verdict | null): BlindSpot | null {
  const [first] = touched;
  if (first === undefined) return null;
  const { rule } = first;
  const known = (newest?.findings ?? []).filter((finding) => finding.dimension === rule.dimension);
  return {
    rule: rule.id,
    dimension: rule.dimension,
    touched,
    verb: rule.verb,
    risk: rule.risk,
    finding: worstFirst(known.filter(isOpen))[0] ?? null,
    isMeasured: known.some(({ status }) => status === 'match' || status === 'diverged' || status === 'accepted'),
  };
}

/** What is known to differ comes before what was never compared, and that before what was found alike. */
function weight({ finding, isMeasured }: BlindSpot): number {
  if (finding !== null) return 2;
  return isMeasured ? 0 : 1;
}

/**
 * What staging cannot tell about a pull request, one per kind of change: those first whose difference is known.
 *
 * @param newest the newest trusted validation; null where there is none
 */
export function blindSpots(touches: readonly Touch[], newest: Verdict | null): BlindSpot[] {
  const byRule = Map.groupBy(touches, ({ rule }) => rule.id);
  return [...byRule.values()]
    .map((touched) => spotOf(touched, newest))
    .filter((spot) => spot !== null)
    .toSorted((a, b) => weight(b) - weight(a));
}
