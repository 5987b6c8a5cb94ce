import { dirname, resolve } from 'node:path';
import { backtestJudge, type PastRelease } from '../../judge/replay/backtest-judge.ts';
import { replayRelease } from '../../judge/replay/replay-release.ts';
import { withTrial } from '../../judge/replay/with-trial.ts';
import type { Backtest } from '../../model/canary/backtest.ts';
import type { CanaryFile } from '../../model/canary/canary-file.ts';
import type { JudgeName } from '../../model/canary/judge-name.ts';
import type { ReleasesFile } from '../../model/canary/releases-file.ts';
import { UsageError } from '../../model/usage-error.ts';
import { readCanaryFile } from './read-canary-file.ts';
import { readReleasesFile } from './read-releases-file.ts';
import { replayOf } from './replay-settings.ts';

export interface CanaryBacktestRequest {
  /** A `tollgate.releases/1` file, YAML or JSON. */
  readonly file: string;
  /** The first one’s promise decides. */
  readonly judges: readonly JudgeName[];
  /** Of the noise that Kayenta adds to constant series. */
  readonly seed: number;
  readonly progress: (message: string) => void;
}

/** Reads every release's rows; all that cannot be read are said at once. */
async function pastReleases(file: string, releases: ReleasesFile): Promise<PastRelease[]> {
  const mistakes: string[] = [];
  const past: PastRelease[] = [];
  for (const release of releases.releases) {
    try {
      const recorded = await readCanaryFile(resolve(dirname(file), release.file));
      past.push({ release, file: withTrial(recorded, releases) });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      mistakes.push(`release ${JSON.stringify(release.name)}: ${error.message}`);
    }
  }
  if (mistakes.length > 0) throw new UsageError('invalid-option', mistakes.join('\n'));
  return past;
}

/** What the releases promise together: the strictest rate. */
function promiseOf(past: readonly PastRelease[]): number {
  return Math.min(...past.map(({ file }) => file.judge.falseAlarm));
}

/** Tolerances that no release has a metric for are mistakes: they would be tried on nothing. */
function refuseUnknown(past: readonly PastRelease[], { tolerances }: ReleasesFile): void {
  const known = new Set(past.flatMap(({ file }) => file.metrics.map(({ name }) => name)));
  const unknown = Object.keys(tolerances).filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new UsageError(
      'invalid-option',
      `tolerances: no release has a metric ${unknown.join(', ')}; wanted ${[...known].join(', ')}`,
    );
}

/**
 * Judges past releases anew, by one judge or several side by side.
 *
 * @throws UsageError for files that cannot be used
 */
export async function canaryBacktest({ file, judges, seed, progress }: CanaryBacktestRequest): Promise<Backtest> {
  const releases = await readReleasesFile(file);
  const past = await pastReleases(file, releases);
  refuseUnknown(past, releases);
  const promised = { falseAlarm: promiseOf(past), minimumVerdicts: releases.minimumVerdicts };
  return {
    schema: 'tollgate.backtest/1',
    judges: judges.map((judge) => {
      progress(`judging ${past.length} releases with ${judge} …`);
      const settings = replayOf(releases, seed);
      return backtestJudge(judge, past, {
        promised,
        replay: (recorded: CanaryFile) => replayRelease(judge, recorded, settings),
      });
    }),
    remarks: past.some(({ release }) => release.was === 'bad')
      ? []
      : ['No release is labelled bad: nothing is said about what would be found.'],
  };
}
