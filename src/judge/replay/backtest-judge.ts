import type { JudgeBacktest, JudgedRelease } from '../../model/canary/backtest.ts';
import type { CanaryFile } from '../../model/canary/canary-file.ts';
import type { JudgeName } from '../../model/canary/judge-name.ts';
import type { Release } from '../../model/canary/releases-file.ts';
import { median } from '../../stats/median.ts';
import { lookSeconds } from '../canary/report/canary-run.ts';
import { falseAlarms, type Promised } from './false-alarms.ts';
import type { Replayed } from './replayed.ts';

/** A past release with its rows. */
export interface PastRelease {
  readonly release: Release;
  readonly file: CanaryFile;
}

/** Minutes from a verdict to the moment at which people rolled back; null where either is not known. */
function minutesBefore({ release, file }: PastRelease, minutes: number | null): number | null {
  if (minutes === null || file.start === null || release.rolledBackAt === undefined) return null;
  return (Date.parse(release.rolledBackAt) - Date.parse(file.start)) / 60_000 - minutes;
}

function judged(past: PastRelease, replayed: Replayed): JudgedRelease {
  const minutes = replayed.look === null ? null : (replayed.look * lookSeconds(past.file)) / 60;
  const isStopped = replayed.outcome === 'stopped';
  return {
    name: past.release.name,
    was: past.release.was,
    ...replayed,
    minutes,
    minutesBeforeRollback: isStopped ? minutesBefore(past, minutes) : null,
  };
}

/** What one judge would have done with past releases. */
export function backtestJudge(
  judge: JudgeName,
  past: readonly PastRelease[],
  { promised, replay }: { readonly promised: Promised; readonly replay: (file: CanaryFile) => Replayed },
): JudgeBacktest {
  const releases = past.map((one) => judged(one, replay(one.file)));
  const of = (was: Release['was']) => releases.filter((release) => release.was === was);
  const bad = of('bad');
  const count = (outcome: Replayed['outcome']) => bad.filter((release) => release.outcome === outcome).length;
  const early = bad.flatMap(({ minutesBeforeRollback }) => minutesBeforeRollback ?? []);
  return {
    judge,
    bad: { total: bad.length, stopped: count('stopped'), passed: count('passed'), undecided: count('undecided') },
    good: falseAlarms(of('good'), promised),
    minutesBeforeRollback: early.length === 0 ? null : median(early),
    releases,
  };
}
