import type { FalseAlarms } from '../model/canary/false-alarms.ts';
import type { GateAnswer } from '../model/gate/gate-answer.ts';
import type { Verdict } from '../model/verdict.ts';

/** Which verdicts make the command (and the job) fail. */
export const failOnChoices = ['fail', 'inconclusive', 'never'] as const;
export type FailOn = (typeof failOnChoices)[number];

export const exitCodes = { done: 0, fail: 1, usage: 2, inconclusive: 3, unreachable: 4 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The exit code of a verdict: 0 pass, 1 fail, 3 inconclusive, 4 a provider could not be reached; 0 where `failOn` tolerates it. */
export function exitCodeOf(verdict: Pick<Verdict, 'decision' | 'reasonCode'>, failOn: FailOn): ExitCode {
  if (verdict.decision === 'pass' || failOn === 'never') return exitCodes.done;
  if (verdict.decision === 'fail') return exitCodes.fail;
  if (failOn === 'fail') return exitCodes.done;
  return verdict.reasonCode === 'provider-unreachable' ? exitCodes.unreachable : exitCodes.inconclusive;
}

/** The exit code of a promise about false alarms: 0 kept, 1 broken, 3 where too little is known. */
export function exitCodeOfPromise(promise: FalseAlarms['promise']): ExitCode {
  switch (promise) {
    case 'kept':
      return exitCodes.done;
    case 'broken':
      return exitCodes.fail;
    case 'unproven':
      return exitCodes.inconclusive;
  }
}

/** Reasons that say what is not known; everything else that denies was measured or decided. */
const unknowns: ReadonlySet<string> = new Set([
  'gate-missing',
  'gate-stale',
  'gate-inconclusive',
  'gate-unreachable',
  'gate-implausible-time',
  'gate-patience-over',
  'gate-canary-running',
]);

/**
 * The exit code of the gate: 0 allow; 1 where something that is known forbids it; 4 where somebody did not answer; 3 where evidence
 * is missing, or it must wait.
 */
export function exitCodeOfGate({ decision, reasons }: Pick<GateAnswer, 'decision' | 'reasons'>): ExitCode {
  if (decision === 'allow') return exitCodes.done;
  const holding = reasons.filter(({ effect }) => effect === 'deny' || effect === 'wait');
  if (holding.some(({ effect, code }) => effect === 'deny' && !unknowns.has(code))) return exitCodes.fail;
  return holding.some(({ code }) => code === 'gate-unreachable') ? exitCodes.unreachable : exitCodes.inconclusive;
}
