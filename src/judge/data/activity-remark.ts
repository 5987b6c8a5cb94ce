import { formatCount, formatValue } from '../../model/format-value.ts';
import type { Profile } from '../../model/profile.ts';
import type { Comparison } from '../comparison.ts';

/** What a server was doing, in words; null where nothing of it is known. */
function activityOf({ environment, catalogues }: Profile): string | null {
  const activity = catalogues?.data?.activity;
  if (activity === undefined) return null;
  const { connections, waitingForLocks, deadlocks, cacheHitShare, resetAt } = activity;
  const since = resetAt === null ? 'since its counters began' : `since ${resetAt.slice(0, 10)}`;
  const words = [
    connections && `${formatCount(connections.used)} of ${formatCount(connections.maximum)} connections in use`,
    waitingForLocks !== null && `${formatCount(waitingForLocks)} sessions waiting for a lock`,
    deadlocks !== null && `${formatCount(deadlocks)} deadlocks ${since}`,
    cacheHitShare !== null && `${formatValue(cacheHitShare, 'share')} of blocks found in memory`,
  ].filter((word) => typeof word === 'string');
  return words.length === 0 ? null : `${environment}: ${words.join(', ')}`;
}

/**
 * Says what both servers were doing when they were read. It is one moment, and counters since different days under
 * different load: a person may learn from it, and a rule would invent differences.
 */
export function activityRemark({ reference, candidate, policy }: Comparison): string[] {
  if (!policy.parts.includes('data')) return [];
  const sides = [activityOf(reference), activityOf(candidate)].filter((side) => side !== null);
  return sides.length === 0 ? [] : [`database activity, shown and not judged: ${sides.join('; ')}`];
}
