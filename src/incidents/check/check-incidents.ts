import type { Verdict } from '../../model/verdict.ts';
import type { IncidentEntry, IncidentIndex } from '../incident-index.ts';
import { isProven } from '../is-proven.ts';
import type { ClosedIncident } from './closed-incidents.ts';
import type { CheckedIncident, IncidentCheck, Problem } from './incident-check.ts';
import { runProblem } from './run-problem.ts';
import { waiverProblem } from './waiver-problem.ts';

/** What is known when incidents are checked. */
export interface Checking {
  readonly closed: readonly ClosedIncident[];
  /** How many incidents were listed, the open ones too. */
  readonly listed: number;
  /** Null: there is no index. */
  readonly index: IncidentIndex | null;
  /** SHA-256 of each guard’s file by its path; null: there is none. */
  readonly hashOf: (path: string) => string | null;
  /** Reports of runs, in any order. */
  readonly reports: readonly Verdict[];
  readonly now: Date;
}

/** Says of every closed incident whether its guard exists, is not skipped, ran in the last validation and is proven; or is waived. */
export function checkIncidents(checking: Checking): IncidentCheck {
  const byId = new Map((checking.index?.incidents ?? []).map((entry) => [entry.id, entry]));
  const incidents = checking.closed.map((one) => checkOne(one, byId.get(one.id), checking));
  const remarks = checking.listed === 0 && byId.size > 0 ? [lostRemark(byId.size)] : [];
  return {
    schema: 'tollgate.incident-check/1',
    decision: remarks.length > 0 ? 'inconclusive' : decisionOf(incidents),
    checkedAt: checking.now.toISOString(),
    incidents,
    remarks,
  };
}

/** A label that was renamed, another repository: nothing was looked at. */
const lostRemark = (known: number) =>
  `no incident is listed at all, and the index knows ${known}: look at the label and the repository (--label, --repository, --incidents)`;

function decisionOf(incidents: readonly CheckedIncident[]): IncidentCheck['decision'] {
  if (incidents.some(({ status }) => status === 'failed')) return 'fail';
  return incidents.every(({ status }) => status === 'guarded' || status === 'waived') ? 'pass' : 'inconclusive';
}

function checkOne(incident: ClosedIncident, entry: IncidentEntry | undefined, checking: Checking): CheckedIncident {
  const found = problemsOf(entry, checking);
  const { id, title, link } = incident;
  return {
    id,
    title,
    link,
    class: entry?.class ?? null,
    guard: entry?.guard?.file ?? null,
    isProven: entry !== undefined && isProvenNow(entry, checking),
    ...judged(entry, found, checking.now),
  };
}

function judged(
  entry: IncidentEntry | undefined,
  found: readonly Problem[],
  now: Date,
): Pick<CheckedIncident, 'status' | 'problems'> {
  if (found.length === 0) return { status: 'guarded', problems: [] };
  const over = waiverProblem(entry?.waiver ?? null, now);
  // A waiver stands for a guard that is missing or says nothing, never for one that has found the fault: that is the validation's to waive.
  const isFailing = found.some(({ problem }) => problem === 'failing');
  if (over === null && !isFailing) return { status: 'waived', problems: [...found] };
  const all = over === null || over === 'none' ? found : [...found, over];
  const isOnlyUnknown = all.every(({ problem }) => problem === 'run-unknown');
  return { status: isOnlyUnknown ? 'unmeasured' : 'failed', problems: [...all] };
}

/** A guard that is not there proves nothing. */
function isProvenNow(entry: IncidentEntry, checking: Checking): boolean {
  const hash = hashOf(entry, checking);
  return hash !== null && isProven(entry, hash);
}

function hashOf({ guard }: IncidentEntry, { hashOf: read }: Checking): string | null {
  return guard === null ? null : read(guard.file);
}

function problemsOf(entry: IncidentEntry | undefined, checking: Checking): Problem[] {
  if (entry === undefined)
    return [{ problem: 'no-entry', message: 'the index does not know it: tollgate incident test writes its guard' }];
  if (entry.guard === null)
    return [{ problem: 'no-guard', message: 'it has no guard: write one and name it in the index' }];
  const hash = hashOf(entry, checking);
  const proven = isProven(entry, hash);
  if (hash === null) return [{ problem: 'no-file', message: `${entry.guard.file} is missing` }];
  const unproven = 'it has not been seen to fail on the fault and to pass without it: tollgate incident prove';
  return [
    ...(entry.status === 'skipped' ? [{ problem: 'skipped' as const, message: 'it is skipped' }] : []),
    ...(proven ? [] : [{ problem: 'unproven' as const, message: unproven }]),
    ...[runProblem({ file: entry.guard.file, hash }, { ...checking, isProven: proven })].filter((one) => one !== null),
  ];
}
