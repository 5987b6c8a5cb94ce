import { backtestJudge, type PastRelease } from '../../judge/replay/backtest-judge.ts';
import { hasEvidence } from '../../judge/replay/has-evidence.ts';
import { replayRelease } from '../../judge/replay/replay-release.ts';
import { withTrial } from '../../judge/replay/with-trial.ts';
import type { Backtest } from '../../model/canary/backtest.ts';
import type { CanaryFile } from '../../model/canary/canary-file.ts';
import type { JudgeName } from '../../model/canary/judge-name.ts';
import type { ReleasesFile } from '../../model/canary/releases-file.ts';
import { UsageError } from '../../model/usage-error.ts';
import { keepRecording, refuseOverwriting } from './backtest/keep-recording.ts';
import { type ReleasesRequest, readReleases, releaseQueries } from './backtest/read-releases.ts';
import { readReleasesFile } from './read-releases-file.ts';
import { replayOf } from './replay-settings.ts';

export interface CanaryBacktestRequest extends ReleasesRequest {
  /** The first one’s promise decides. */
  readonly judges: readonly JudgeName[];
  /** Of the noise that Kayenta adds to constant series. */
  readonly seed: number;
  /** A folder for what was read; null: it is not kept. */
  readonly recording: string | null;
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

/** Reads the releases, keeps what was read where that is wanted, and lays the settings that are tried over it. */
async function pastReleases(request: CanaryBacktestRequest, releases: ReleasesFile): Promise<PastRelease[]> {
  const { file, recording, progress } = request;
  if (recording !== null) refuseOverwriting(recording, file);
  const { past, secrets } = await readReleases(request, releases);
  if (recording !== null) {
    const files = past.map((one) => one.file);
    progress(`recorded: tollgate canary backtest ${await keepRecording(recording, releases, { files, secrets })}`);
  }
  return past.map((one) => ({ ...one, file: withTrial(one.file, releases) }));
}

const silence =
  'no row of its window has both sides: check the selectors, the window and how long the server keeps data';

/** The queries of the releases that name a window. Sends none. */
export async function backtestQueries(request: ReleasesRequest): Promise<readonly (readonly [string, string])[]> {
  return releaseQueries(request, await readReleasesFile(request.file));
}

/**
 * Judges past releases anew, by one judge or several side by side.
 *
 * @throws UsageError for files and settings that cannot be used; ProviderError where the metrics server does not answer
 */
export async function canaryBacktest(request: CanaryBacktestRequest): Promise<Backtest> {
  const { judges, seed, progress } = request;
  const releases = await readReleasesFile(request.file);
  const all = await pastReleases(request, releases);
  refuseUnknown(all, releases);
  const promised = { falseAlarm: promiseOf(all), minimumVerdicts: releases.minimumVerdicts };
  const past = all.filter(({ file }) => hasEvidence(file));
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
    silent: all
      .filter(({ file }) => !hasEvidence(file))
      .map(({ release: { name, was } }) => ({ name, was, reason: silence })),
    remarks: past.some(({ release }) => release.was === 'bad')
      ? []
      : ['No release is labelled bad: nothing is said about what would be found.'],
  };
}
