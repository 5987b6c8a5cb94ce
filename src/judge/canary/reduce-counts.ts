import type { CanaryCounts, CountsRow } from '../../model/canary/canary-row.ts';
import { type Interval, nothingSeen } from './interval.ts';
import { inSequence, type Reduction } from './reduction.ts';

const none: CanaryCounts = { bad: 0, total: 0 };

/** A side that is missing counts as nothing seen. */
function intervalOf({ canary, baseline }: CountsRow): Interval {
  const [ours, theirs] = [canary ?? none, baseline ?? none];
  return {
    ...nothingSeen,
    canaryBad: ours.bad,
    canaryTotal: ours.total,
    baselineBad: theirs.bad,
    baselineTotal: theirs.total,
  };
}

/** Bad requests: bets are centred on the baseline’s share of bad requests in all earlier intervals. */
export function reduceCounts(rows: readonly CountsRow[], history: CanaryCounts | null): Reduction {
  const past = { ...(history ?? none) };
  const prepare = inSequence(rows, (row) => {
    const interval = intervalOf(row);
    const reduced = [{ interval, centre: past.total === 0 ? 0 : past.bad / past.total }];
    past.bad += interval.baselineBad;
    past.total += interval.baselineTotal;
    return reduced;
  });
  return { parts: 1, at: (row) => prepare(row) };
}
