import { policyFrom } from '../config/policy-from.ts';
import { judge } from '../judge/judge.ts';
import type { Part } from '../model/part.ts';
import type { Policy } from '../model/policy.ts';
import type { Profile } from '../model/profile.ts';
import { tool } from '../model/tool.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Verdict } from '../model/verdict.ts';
import { readProfile } from '../sources/recorded/read-profile.ts';
import { readBaseline } from './baseline.ts';
import type { Request } from './load-settings.ts';
import { policyOf } from './parts.ts';
import { recordedSettings } from './recorded-settings.ts';
import type { ComparedQuestion } from './sides.ts';
import type { Validated } from './validate.ts';

export interface CompareRequest extends Request {
  readonly reference: string;
  readonly candidate: string;
  readonly question: ComparedQuestion;
  readonly writesBaseline: boolean;
  /** Only these parts; null: behaviour, and what both profiles hold besides. */
  readonly only?: readonly Part[] | null;
}

async function profileIn(file: string): Promise<Profile> {
  const read = await readProfile(file);
  if (read.ok) return read.profile;
  throw new UsageError('invalid-option', `${read.message}; \`tollgate collect\` writes profiles`);
}

/** Behaviour is always asked for, so that a profile that lacks it is no pass; what one of them holds besides is compared too. */
function partsIn(...profiles: readonly Profile[]): Part[] {
  return profiles.some(({ sections }) => sections.data !== undefined) ? ['behaviour', 'data'] : ['behaviour'];
}

/** How two profiles are judged. */
export interface Judging {
  readonly policy: Policy;
  /** Only these parts; null: behaviour, and what both profiles hold besides. */
  readonly only: readonly Part[] | null;
  readonly now: Date;
  /** Of the configuration. */
  readonly hash: string;
}

/** Judges two profiles; the same profiles, policy and instant give the same verdict. */
export function judgeProfiles(
  { reference, candidate }: { readonly reference: Profile; readonly candidate: Profile },
  { policy, only, now, hash }: Judging,
): Verdict {
  const generatedAt = now.toISOString();
  const parts = policyOf(policy, only ?? partsIn(reference, candidate));
  const compared = { reference, candidate, policy: parts, today: generatedAt.slice(0, 10) };
  return judge(compared, { tool, command: 'compare', generatedAt, configHash: hash });
}

/** Judges two recorded profiles offline. */
export async function compare(request: CompareRequest): Promise<Validated> {
  const { settings, hash, secrets } = await recordedSettings(request);
  const [reference, candidate] = [await profileIn(request.reference), await profileIn(request.candidate)];
  if (
    request.question === 'fidelity' &&
    reference.environment === 'staging' &&
    candidate.environment === 'production'
  ) {
    throw new UsageError(
      'invalid-option',
      `${request.reference} is the profile of staging and ${request.candidate} that of production: production comes first`,
    );
  }
  const baseline =
    settings.baseline === undefined || request.writesBaseline
      ? null
      : await readBaseline(settings.baseline, request.readFile);
  const policy = policyFrom(settings, request.question, baseline);
  const { now, only = null } = request;
  const verdict = judgeProfiles({ reference, candidate }, { policy, only, now, hash });
  return { verdict, reference, candidate, settings, failOn: settings.failOn ?? 'inconclusive', secrets };
}
