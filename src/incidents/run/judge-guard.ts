import { fingerprint } from '../../judge/fingerprint.ts';
import type { Finding } from '../../model/finding.ts';
import { reasons } from '../../model/reason-codes.ts';
import type { IncidentEntry } from '../incident-index.ts';
import type { GuardRun } from './guard-run.ts';
import type { IndexedGuard } from './guards-of.ts';

type Drafted = Pick<Finding, 'status' | 'severity' | 'reasonCode' | 'message' | 'required'>;

const checkName = 'guard';
const risk =
  'What broke production once breaks it again: the release carries the fault that this guard was written for.';
const remedy = 'Read the incident and what the guard saw; mend the fault in staging before it is released.';
/** Left out on purpose: a run that is inconclusive every day says nothing any more. `incident check` insists on them. */
const leftOut: ReadonlySet<string> = new Set(['guard-too-long', 'guard-skipped']);

function named(incidents: readonly Pick<IncidentEntry, 'id'>[]): string {
  const ids = incidents.map(({ id }) => id);
  return `${ids.length === 1 ? 'incident' : 'incidents'} ${ids.join(', ')}`;
}

function findingOf(
  { service, subject, incidents }: { service: string; subject: string; incidents: readonly IncidentEntry[] },
  drafted: Drafted,
): Finding {
  const { status, reasonCode } = drafted;
  return {
    fingerprint: fingerprint([service, 'fidelity', 'incidents', checkName, subject]),
    dimension: 'incidents',
    check: checkName,
    subject,
    ...drafted,
    reference: null,
    candidate: null,
    change: null,
    tolerance: null,
    interval: null,
    ...(status === 'match'
      ? { risk: '', remedy: '' }
      : { risk, remedy: status === 'diverged' ? remedy : reasons[reasonCode].todo }),
    evidence: [],
    waiver: null,
    detail: {
      kind: 'incident-guard',
      incidents: incidents.map(({ id, link, class: name }) => ({ id, link, class: name })),
    },
  };
}

function drafted(guard: IndexedGuard, run: GuardRun): Drafted {
  const about = named(guard.incidents);
  // Who has never failed on the fault says nothing by passing, and too little by failing to stop anybody.
  const isProven = guard.unproven === null;
  const rank = { severity: isProven ? 'warn' : 'observe', required: isProven } as const;
  const doubt = isProven ? '' : `; unproven: ${guard.unproven}`;
  if (!run.ran) {
    const message = `${about}: not run: ${run.why}${doubt}`;
    const required = isProven && !leftOut.has(run.reason);
    return { ...rank, required, status: 'unmeasured', reasonCode: run.reason, message };
  }
  const { outcome, why } = run.outcome;
  const message = `${about}: ${outcome} on ${run.target}: ${why}${doubt}`;
  switch (outcome) {
    case 'failed':
      return { ...rank, status: 'diverged', reasonCode: 'guard-failed', message };
    case 'passed':
      if (!isProven) return { ...rank, status: 'unmeasured', reasonCode: 'guard-unproven', message };
      return { ...rank, status: 'match', reasonCode: 'guard-passed', message };
    case 'unreachable':
      return { ...rank, status: 'error', reasonCode: 'unreachable', message };
    case 'unmeasured':
      return { ...rank, status: 'unmeasured', reasonCode: 'guard-not-measured', message };
  }
}

/** What the run of a guard says; its subject is the guard’s file. */
export function judgeGuard(guard: IndexedGuard, run: GuardRun, service: string): Finding {
  return findingOf({ service, subject: guard.file, incidents: guard.incidents }, drafted(guard, run));
}

/** An incident that has no guard at all; it says so, and fails nothing by itself. */
export function judgeUnguarded(entry: IncidentEntry, service: string): Finding {
  return findingOf(
    { service, subject: `incident ${entry.id}`, incidents: [entry] },
    {
      status: 'unmeasured',
      severity: 'observe',
      required: false,
      reasonCode: 'guard-missing',
      message: `incident ${entry.id}: no guard is written (${entry.class})`,
    },
  );
}
