import type { LoadResult } from '../../model/load-result.ts';
import { failed, type GuardOutcome, passed, unmeasured } from './guard-outcome.ts';

/** The metric of a guard's script whose threshold decides; its others only say whether the run means anything. */
const decisive = 'guard_failed';
const meaningful: ReadonlyMap<string, string> = new Map([
  ['guard_asked', 'too few requests were answered or given up'],
  ['guard_unreached', 'most requests reached nobody'],
]);

/**
 * Tells what a run of a guard's script says. Thresholds that were crossed are the incident's own only where requests were answered
 * badly: a target that is not there, or a script that breaks, is another failure.
 */
export function judgeScriptRun({ outcome, message, crossed }: LoadResult): GuardOutcome {
  if (outcome === 'not-measured') return unmeasured(message);
  const because = crossed.flatMap(({ metric }) => meaningful.get(metric) ?? []);
  if (because.length > 0) return unmeasured(`${because.join('; ')}: ${message}`);
  if (crossed.some(({ metric }) => metric === decisive))
    return failed(`${message}: ${crossed.map(({ metric, threshold }) => `${metric} ${threshold}`).join(', ')}`);
  if (crossed.length > 0) return unmeasured(`only thresholds that are not the guard's were crossed: ${message}`);
  return passed(message);
}
