import type { FalseAlarms } from '../../model/canary/false-alarms.ts';
import { clopperPearson } from '../../stats/clopper-pearson.ts';
import type { Replayed } from './replayed.ts';

const confidence = 0.95;

/** What is promised, and how many verdicts it takes until silence says something. */
export interface Promised {
  readonly falseAlarm: number;
  readonly minimumVerdicts: number;
}

/**
 * How often releases without a fault were stopped, and whether that breaks the promise.
 *
 * `broken` only where the exact 95 % interval lies above the promised rate; `unproven` where fewer releases than the minimum
 * came to a verdict at all: a judge that never decides keeps no promise.
 */
export function falseAlarms(replays: readonly Replayed[], { falseAlarm, minimumVerdicts }: Promised): FalseAlarms {
  const count = (outcome: Replayed['outcome']) => replays.filter((one) => one.outcome === outcome).length;
  const [stopped, passed, undecided] = [count('stopped'), count('passed'), count('undecided')];
  const interval = clopperPearson(stopped, replays.length, confidence);
  const isEnough = stopped + passed >= minimumVerdicts;
  return {
    replays: replays.length,
    stopped,
    passed,
    undecided,
    rate: replays.length === 0 ? null : stopped / replays.length,
    interval,
    promised: falseAlarm,
    promise: interval[0] > falseAlarm ? 'broken' : isEnough ? 'kept' : 'unproven',
  };
}
