import { policyFrom } from '../config/policy-from.ts';
import type { Progress } from '../model/ports.ts';
import type { Profile } from '../model/profile.ts';
import type { Release, Subject } from '../model/subject.ts';
import { tool } from '../model/tool.ts';
import type { Verdict } from '../model/verdict.ts';
import { answer } from '../pipeline.ts';
import type { Side } from '../probes/collect-profile.ts';
import { createSource } from '../sources/registry.ts';
import { withoutSecrets } from '../sources/without-secrets.ts';
import { readBaseline } from './baseline.ts';
import type { FailOn } from './exit-code.ts';
import { type LoadedSettings, loadSettings, type Request } from './load-settings.ts';
import { separate } from './separate.ts';
import { type ComparedQuestion, type SideSettings, sidesOf } from './sides.ts';

export interface ValidateRequest extends Request {
  readonly question: ComparedQuestion;
  readonly release: Release | null;
  readonly dryRun: boolean;
  /** The baseline is about to be written anew, so a missing one is no mistake. */
  readonly writesBaseline: boolean;
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

/** Opens the source of a side; no secret of the configuration comes back out of it. */
export async function openSide(
  side: SideSettings,
  subject: Subject,
  rest: { loaded: LoadedSettings; history: boolean },
): Promise<Side> {
  const { settings, secrets } = rest.loaded;
  const source = withoutSecrets(await createSource(side.metrics, settings.custom ?? []), secrets);
  return { environment: side.environment, source, window: side.window, subject, history: rest.history };
}

/** Compares two environments (fidelity) or two builds in staging (release), from collection to verdict. */
export async function validate(request: ValidateRequest): Promise<Validated> {
  const loaded = await loadSettings(request);
  const { settings, service, hash, secrets } = loaded;
  const wanted = sidesOf(settings, request.question);
  // Only the server knows which label tells two environments on it apart, and a dry run asks no server.
  const sides = request.dryRun ? wanted : await separate(wanted, request);
  const subject: Subject = { service, region: null, release: null };
  const question = {
    reference: await openSide(sides.reference, subject, { loaded, history: request.question === 'fidelity' }),
    candidate: await openSide(sides.candidate, { ...subject, release: request.release }, { loaded, history: false }),
    policy: policyFrom(
      settings,
      request.question,
      settings.baseline === undefined || request.writesBaseline
        ? null
        : await readBaseline(settings.baseline, request.readFile),
    ),
  };
  const { now, dryRun, progress } = request;
  const run = { tool, command: 'validate', generatedAt: now.toISOString(), configHash: hash };
  const answered = await answer(question, { now, dryRun, progress }, run);
  return { ...answered, settings, failOn: settings.failOn ?? 'inconclusive', secrets };
}
