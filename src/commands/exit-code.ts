import type { FalseAlarms } from '../model/canary/false-alarms.ts';
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
