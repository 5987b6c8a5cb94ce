import type { Finding, Severity } from '../../model/finding.ts';
import { reasons } from '../../model/reason-codes.ts';
import type { GuardCatalogue, GuardedIncident, RanGuard } from '../../model/sections/guards.ts';
import { explanationOf } from '../explanations.ts';
import { fingerprint } from '../fingerprint.ts';

type Drafted = Pick<Finding, 'status' | 'severity' | 'reasonCode' | 'message' | 'required'>;

const checkName = 'guard';
const { risk, remedy } = explanationOf(checkName, 'fidelity');
/** Left out on purpose: a run that is inconclusive every day says nothing any more. `incident check` insists on them. */
const leftOut: ReadonlySet<string> = new Set(['guard-too-long', 'guard-skipped']);

function named(incidents: readonly Pick<GuardedIncident, 'id'>[]): string {
  const ids = incidents.map(({ id }) => id);
  return `${ids.length === 1 ? 'incident' : 'incidents'} ${ids.join(', ')}`;
}

interface Guarded {
  readonly service: string;
  readonly subject: string;
  readonly incidents: readonly GuardedIncident[];
  /** SHA-256 of the guard’s file. */
  readonly hash?: string | null | undefined;
}

function findingOf({ service, subject, incidents, hash }: Guarded, drafted: Drafted): Finding {
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
      ...((hash ?? null) === null ? {} : { hash }),
      incidents: incidents.map(({ id, link, class: name }) => ({ id, link, class: name })),
    },
  };
}

const unproven = { status: 'unmeasured', reasonCode: 'guard-unproven' } as const;

type Outcome = Extract<RanGuard['run'], { ran: true }>['outcome']['outcome'];

/** Who has never been seen to tell the fault from its absence says nothing, neither by passing nor by failing. */
function saidBy(outcome: Outcome, isProven: boolean): Pick<Finding, 'status' | 'reasonCode'> {
  switch (outcome) {
    case 'failed':
      return isProven ? { status: 'diverged', reasonCode: 'guard-failed' } : unproven;
    case 'passed':
      return isProven ? { status: 'match', reasonCode: 'guard-passed' } : unproven;
    case 'unreachable':
      return { status: 'error', reasonCode: 'unreachable' };
    case 'unmeasured':
      return { status: 'unmeasured', reasonCode: 'guard-not-measured' };
  }
}

function drafted({ incidents, unproven, run }: RanGuard, configured: Severity): Drafted {
  const isProven = unproven === null;
  const severity = isProven ? configured : 'observe';
  const isRequired = severity !== 'observe';
  const words = (said: string) => `${named(incidents)}: ${said}${isProven ? '' : `; unproven: ${unproven}`}`;
  if (!run.ran) {
    const required = isRequired && !leftOut.has(run.reason);
    return { severity, required, status: 'unmeasured', reasonCode: run.reason, message: words(`not run: ${run.why}`) };
  }
  const { outcome, why } = run.outcome;
  const message = words(`${outcome} on ${run.target}: ${why}`);
  return { ...saidBy(outcome, isProven), severity, required: isRequired, message };
}

/** What the run of a guard says; its subject is the guard’s file. */
function judgeGuard(guard: RanGuard, { service, severity }: Judging): Finding {
  return findingOf({ ...guard, service, subject: guard.file }, drafted(guard, severity));
}

/** An incident that has no guard at all; it says so, and fails nothing by itself. */
function judgeUnguarded(incident: GuardedIncident, { service }: Judging): Finding {
  return findingOf(
    { service, subject: `incident ${incident.id}`, incidents: [incident] },
    {
      status: 'unmeasured',
      severity: 'observe',
      required: false,
      reasonCode: 'guard-missing',
      message: `incident ${incident.id}: no guard is written (${incident.class})`,
    },
  );
}

interface Judging {
  readonly service: string;
  /** Of a proven guard; an unproven one is only observed. */
  readonly severity: Severity;
}

/** What the guards of past incidents say of staging: one finding a guard, and one for each incident that has none. */
export function judgeGuards({ guards, unguarded }: GuardCatalogue, judging: Judging): Finding[] {
  return [
    ...guards.map((guard) => judgeGuard(guard, judging)),
    ...unguarded.map((incident) => judgeUnguarded(incident, judging)),
  ];
}
