import type { CanaryPlan } from '../../../canary/canary-plan.ts';
import type { LookLimits } from '../../../canary/last-look.ts';
import type { PairedReading } from '../../../canary/pair-sides.ts';
import type { UnreadSide } from '../../../canary/side-reading.ts';
import { writeCanaryFile } from '../../../canary/write-canary-file.ts';
import type { RecordedCanary } from '../../../canary-records/record-canary.ts';
import { type CanaryRules, canaryFrom } from '../../../config/canary-from.ts';
import { judgeCanary } from '../../../judge/canary/judge-canary.ts';
import { reportCanary } from '../../../judge/canary/report/report-canary.ts';
import type { CanaryFile } from '../../../model/canary/canary-file.ts';
import { CanarySettings } from '../../../model/canary/canary-settings.ts';
import type { Clock, Progress } from '../../../model/ports.ts';
import type { Release } from '../../../model/subject.ts';
import { tool } from '../../../model/tool.ts';
import { UsageError } from '../../../model/usage-error.ts';
import type { Verdict } from '../../../model/verdict.ts';
import { createCanarySource } from '../../../sources/canary-registry.ts';
import type { FailOn } from '../../exit-code.ts';
import { type LoadedSettings, loadSettings, type Request } from '../../load-settings.ts';
import { canarySides } from './canary-sides.ts';
import { canaryWish } from './canary-wish.ts';
import { coarseLines, progressLine } from './progress-line.ts';
import type { SideSources } from './read-both.ts';
import { redactCanaryFile } from './redact-canary-file.ts';
import { sideQueries } from './side-queries.ts';
import { watchAborts } from './watch-aborts.ts';
import { type Watched, watchCanary } from './watch-canary.ts';

/** Which looks are judged: from now (or an earlier instant) on as they close, or those of a past window. */
export type CanaryTime =
  | { readonly kind: 'watch'; readonly from: Date | null }
  | { readonly kind: 'past'; readonly from: Date; readonly to: Date };

export interface CanaryRunRequest extends Request {
  readonly time: CanaryTime;
  readonly release: Release | null;
  readonly withTrace: boolean;
  readonly clock: Clock;
  /** Ends watching; what was read until then is kept. */
  readonly interrupted: AbortSignal;
  readonly progress: Progress;
  /** Begins to keep where others see it that this canary of a service runs, and hears whether one of them ends it; null: nobody can. */
  readonly record: ((service: string) => Promise<RecordedCanary>) | null;
  /** Told the evidence, free of secrets, after every stretch and at the end. */
  readonly keep: (file: CanaryFile) => Promise<void>;
}

export interface CanaryRan {
  readonly verdict: Verdict;
  readonly file: CanaryFile;
  readonly ended: Watched['ended'];
  readonly settings: LoadedSettings['settings'];
  readonly failOn: FailOn;
  readonly secrets: readonly string[];
}

interface Opened {
  readonly loaded: LoadedSettings;
  readonly rules: CanaryRules;
  readonly plan: CanaryPlan;
  readonly limits: LookLimits;
  readonly sources: SideSources;
}

/** How many looks a past window holds. */
function looksOf(time: CanaryTime, rules: CanaryRules): number {
  if (time.kind === 'watch') return Number.POSITIVE_INFINITY;
  const looks = Math.floor((time.to.getTime() - time.from.getTime()) / (rules.interval * 1000));
  if (looks >= 1) return looks;
  throw new UsageError(
    'invalid-option',
    `--from, --to: wanted at least one look of ${rules.interval} s between them, the earlier first, not ${time.from.toISOString()} to ${time.to.toISOString()}`,
  );
}

async function open(request: CanaryRunRequest): Promise<Opened> {
  const loaded = await loadSettings(request);
  const { settings, service } = loaded;
  const { canary, baseline, sameServer } = canarySides(settings);
  const rules = canaryFrom(settings);
  const wish = canaryWish(settings);
  const start = request.time.from ?? new Date(Math.ceil(request.clock.now().getTime() / 1000) * 1000);
  const plan: CanaryPlan = {
    ...rules,
    subject: { service, region: null, release: request.release },
    start: start.getTime(),
    sameServer,
  };
  const judge = CanarySettings.parse(rules.judge);
  return {
    loaded,
    rules,
    plan,
    limits: { judge, bake: Math.ceil(rules.bake / rules.interval), most: looksOf(request.time, rules) },
    sources: { canary: await createCanarySource(canary, wish), baseline: await createCanarySource(baseline, wish) },
  };
}

/** The queries of both sides over one look, by side and measure. Sends none. */
export async function canaryQueries(request: CanaryRunRequest): Promise<Readonly<Record<string, string>>> {
  const { plan, sources } = await open(request);
  const looks = { start: plan.start, length: plan.interval * 1000, first: 0, count: 1 };
  return sideQueries(sources, looks);
}

/**
 * Reads a canary and its baseline look by look, judges after each, and stops as soon as the verdict is certain or the plan is over.
 *
 * @throws UsageError for settings that cannot be used, and where both sides are the same pods
 */
export async function canaryRun(request: CanaryRunRequest): Promise<CanaryRan> {
  const { loaded, rules, plan, limits, sources } = await open(request);
  const { settings, hash, secrets } = loaded;
  const { clock, time, interrupted, withTrace } = request;
  // Only now that nothing is wrong with the settings: nobody would end the record of a canary that never ran.
  const record = request.record === null ? null : await request.record(loaded.service);
  const watcher = watchAborts(record, request.progress);
  const write = (readings: readonly PairedReading[], unread: UnreadSide | null) => {
    const origin = { command: 'canary run', generatedAt: clock.now().toISOString(), configHash: hash };
    const unreachable = unread === null ? null : { reason: unread.reason, message: unread.message };
    return redactCanaryFile(
      writeCanaryFile(plan, { readings, origin, unreachable, aborted: watcher.aborted() }),
      secrets,
    );
  };
  const report = (file: CanaryFile, isPartial: boolean) =>
    reportCanary(file, judgeCanary(file), { tool, now: clock.now().toISOString(), isPartial, withTrace });
  const said = new Set<string>();
  const { file, ended } = await watchCanary({
    plan,
    limits,
    sources,
    clock,
    lag: rules.lag * 1000,
    isPast: time.kind === 'past',
    interrupted,
    isAborted: watcher.look,
    progress: request.progress,
    write,
    keep: async (soFar, last) => {
      const looks = soFar.metrics[0]?.rows.length ?? 0;
      const planned = Math.min(limits.judge.warmup + limits.judge.horizon, limits.most);
      const verdict = report(soFar, true);
      // What no further look will change, such as a selector without any series, is said while there is time to mend it.
      for (const line of new Set([...soFar.remarks, ...coarseLines(verdict)]).difference(said)) {
        said.add(line);
        request.progress(line);
      }
      request.progress(progressLine(verdict, { looks, last: looks > planned ? last : planned }));
      await request.keep(soFar);
    },
  });
  await request.keep(file);
  const verdict = report(file, ended !== 'decided');
  await record
    ?.end(verdict)
    .catch((error: unknown) =>
      request.progress(`the end could not be recorded: ${error instanceof Error ? error.message : String(error)}`),
    );
  return { verdict, file, ended, settings, failOn: settings.failOn ?? 'inconclusive', secrets };
}
