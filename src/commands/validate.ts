import { policyFrom } from '../config/policy-from.ts';
import { watchStop } from '../load/watch-stop.ts';
import type { Part } from '../model/part.ts';
import type { Progress } from '../model/ports.ts';
import type { Profile } from '../model/profile.ts';
import type { Release, Subject } from '../model/subject.ts';
import { tool } from '../model/tool.ts';
import type { Verdict } from '../model/verdict.ts';
import { answer } from '../pipeline.ts';
import type { Side } from '../probes/collect-profile.ts';
import { readBaseline } from './baseline.ts';
import type { FailOn } from './exit-code.ts';
import { guardsInStaging, type ReadyGuards } from './incident/guards-in-staging.ts';
import { type LoadedSettings, loadSettings, type Request } from './load-settings.ts';
import { openSide, openWithoutMetrics } from './open-side.ts';
import { policyOf } from './parts.ts';
import { separate } from './separate.ts';
import { type ComparedQuestion, sidesOf } from './sides.ts';

export interface ValidateRequest extends Request {
  readonly question: ComparedQuestion;
  readonly release: Release | null;
  readonly dryRun: boolean;
  /** Only these parts; null: all that are configured. */
  readonly only?: readonly Part[] | null;
  /** The baseline is about to be written anew, so a missing one is no mistake. */
  readonly writesBaseline: boolean;
  /** Whether the guards of past incidents are run, where the configuration says where they look. */
  readonly guards: boolean;
  readonly progress: Progress;
}

export interface Validated {
  readonly verdict: Verdict;
  readonly reference: Profile;
  readonly candidate: Profile;
  readonly settings: LoadedSettings['settings'];
  readonly failOn: FailOn;
  readonly secrets: readonly string[];
}

/** Both sides, ready to be measured. */
async function openSides(
  request: ValidateRequest,
  loaded: LoadedSettings,
  parts: readonly Part[],
): Promise<{ reference: Side; candidate: Side }> {
  const subject: Subject = { service: loaded.service, region: null, release: null };
  const own = { loaded, subject, parts, history: request.question === 'fidelity' };
  const judged = { loaded, subject: { ...subject, release: request.release }, parts, history: false };
  if (!parts.includes('behaviour')) {
    const reference = request.question === 'release' ? 'previous' : 'production';
    return { reference: openWithoutMetrics(reference, own), candidate: openWithoutMetrics('staging', judged) };
  }
  const wanted = sidesOf(loaded.settings, request.question);
  // Only the server knows which label tells two environments on it apart, and a dry run asks no server.
  const sides = request.dryRun ? wanted : await separate(wanted, request);
  return { reference: await openSide(sides.reference, own), candidate: await openSide(sides.candidate, judged) };
}

/** Runs the configured load, where behaviour is asked for, and measures staging in its time: nothing is collected before it has ended. */
async function loadFirst(
  sides: { reference: Side; candidate: Side },
  loaded: LoadedSettings,
  { now, dryRun, progress, environment, question }: ValidateRequest,
): Promise<{ sides: { reference: Side; candidate: Side }; now: Date; isStopped: boolean }> {
  const { load } = loaded.settings;
  if (load === undefined || sides.candidate.source === null) return { sides, now, isStopped: false };
  if (dryRun) {
    progress(`load: would run ${load.script}`);
    return { sides, now, isStopped: false };
  }
  const { loadedSides, loadStaging } = await import('./load-staging.ts');
  // Who stops this load wants no other after it.
  const watch = watchStop();
  try {
    const result = await loadStaging(load, { progress, environment, secrets: loaded.secrets });
    const end = result.window === null ? now.getTime() : Date.parse(result.window.to);
    const later = new Date(Math.max(now.getTime(), end));
    return { sides: loadedSides(sides, result, question), now: later, isStopped: watch.isStopped() };
  } finally {
    watch.end();
  }
}

/** The guards of past incidents, where this run asks about all of staging and the configuration says where they look. */
async function readyGuards(request: ValidateRequest, { incidents }: LoadedSettings): Promise<ReadyGuards | null> {
  const isAsked = request.guards && request.question === 'fidelity' && (request.only ?? null) === null;
  if (!isAsked || incidents?.run === undefined) return null;
  const ready = await guardsInStaging({ ...request, ...incidents, configured: incidents.run, k6: undefined });
  if (ready === null || !request.dryRun) return ready;
  request.progress(`guards: would run ${ready.count} of ${incidents.folder}`);
  return null;
}

/** Compares two environments (fidelity) or two builds in staging (release), from collection to verdict. */
export async function validate(request: ValidateRequest): Promise<Validated> {
  const loaded = await loadSettings(request);
  const { settings, hash, secrets } = loaded;
  const baseline =
    settings.baseline === undefined || request.writesBaseline
      ? null
      : await readBaseline(settings.baseline, request.readFile);
  const policy = policyOf(policyFrom(settings, request.question, baseline), request.only ?? null);
  const guards = await readyGuards(request, loaded);
  const opened = await openSides(request, loaded, policy.parts);
  const { sides, now, isStopped } = await loadFirst(opened, loaded, request);
  const { dryRun, progress } = request;
  const run = { tool, command: 'validate', generatedAt: now.toISOString(), configHash: hash };
  const answered = await answer(
    { ...sides, policy, guards: guards && (() => guards.run(isStopped)) },
    { now, dryRun, progress },
    run,
  );
  const secretsOf = guards === null ? secrets : [...secrets, ...guards.secrets];
  return { ...answered, settings, failOn: settings.failOn ?? 'inconclusive', secrets: secretsOf };
}
