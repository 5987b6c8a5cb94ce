import { policyFrom } from '../config/policy-from.ts';
import { judge } from '../judge/judge.ts';
import { requestsOf } from '../judge/requests.ts';
import type { Profile } from '../model/profile.ts';
import type { Subject } from '../model/subject.ts';
import { tool } from '../model/tool.ts';
import { UsageError } from '../model/usage-error.ts';
import { readJsonFile } from '../sources/file/read-text-file.ts';
import { readProfile } from '../sources/recorded/read-profile.ts';
import { readTrafficModel } from '../sources/traffic-model/read-traffic-model.ts';
import { profileFromModel } from '../traffic/compare/profile-from-model.ts';
import { withTrafficSection } from '../traffic/compare/with-traffic-section.ts';
import { readBaseline } from './baseline.ts';
import type { Request } from './load-settings.ts';
import { policyOf } from './parts.ts';
import { recordedSettings } from './recorded-settings.ts';
import type { Validated } from './validate.ts';

export interface TrafficCompareRequest extends Request {
  /** File of production’s traffic: a model or a profile. */
  readonly reference: string;
  /** File of staging’s. */
  readonly candidate: string;
}

interface Named {
  readonly environment: 'production' | 'staging';
  readonly file: string;
  readonly subject: Subject;
}

function schemaOf(json: unknown): unknown {
  return typeof json === 'object' && json !== null && 'schema' in json ? json.schema : undefined;
}

/** Reads a model or a profile, told by what is in the file. */
async function readTraffic(named: Named): Promise<Profile> {
  const { file } = named;
  const read = await readJsonFile(file);
  if (!read.ok) throw new UsageError('invalid-option', `${read.message}; \`tollgate traffic model\` writes models`);
  if (schemaOf(read.json) === 'tollgate.profile/1') {
    const recorded = await readProfile(file);
    if (!recorded.ok) throw new UsageError('invalid-option', recorded.message);
    return withTrafficSection(recorded.profile, requestsOf(recorded.profile).total);
  }
  const profile = profileFromModel((await readTrafficModel(file)).model, named);
  if (profile !== null) return profile;
  throw new UsageError('invalid-option', `${file}: the model has no request with a time, so nothing can be compared`);
}

/**
 * Judges how production-shaped the traffic of staging was, from two traffic models or profiles.
 *
 * @throws UsageError for files that are neither
 */
export async function trafficCompare(request: TrafficCompareRequest): Promise<Validated> {
  const { settings, service, hash, secrets } = await recordedSettings(request);
  const subject = { service, region: null, release: null };
  const reference = await readTraffic({ environment: 'production', file: request.reference, subject });
  const candidate = await readTraffic({ environment: 'staging', file: request.candidate, subject });
  const baseline = settings.baseline === undefined ? null : await readBaseline(settings.baseline, request.readFile);
  const generatedAt = request.now.toISOString();
  const policy = policyOf(policyFrom(settings, 'fidelity', baseline), ['traffic']);
  const verdict = judge(
    { reference, candidate, policy, today: generatedAt.slice(0, 10) },
    { tool, command: 'traffic compare', generatedAt, configHash: hash },
  );
  return { verdict, reference, candidate, settings, failOn: settings.failOn ?? 'inconclusive', secrets };
}
