import type { Progress } from '../model/ports.ts';
import type { Profile } from '../model/profile.ts';
import { UsageError } from '../model/usage-error.ts';
import { collectProfile } from '../probes/collect-profile.ts';
import { loadSettings, type Request } from './load-settings.ts';
import { type SideSettings, sideOf, sidesOf } from './sides.ts';
import { openSide } from './validate.ts';

const environments = ['production', 'staging', 'previous'] as const;
export type Environment = (typeof environments)[number];

export interface CollectRequest extends Request {
  readonly side: Environment;
  readonly dryRun: boolean;
  readonly progress: Progress;
}

export interface CollectedProfile {
  readonly profile: Profile;
  readonly secrets: readonly string[];
}

/** Reads the name of a side. */
export function parseEnvironment(text: string): Environment {
  const known = environments.find((environment) => environment === text);
  if (known !== undefined) return known;
  throw new UsageError('invalid-option', `wanted a side to collect, one of ${environments.join(', ')}, not "${text}"`);
}

/** Measures one side with its own credentials and gives its profile, which can be compared elsewhere. */
export async function collect(request: CollectRequest): Promise<CollectedProfile> {
  const loaded = await loadSettings(request);
  const { side } = request;
  const settings: SideSettings =
    side === 'previous' ? sidesOf(loaded.settings, 'release').reference : sideOf(loaded.settings, side);
  const subject = { service: loaded.service, region: null, release: null };
  const opened = await openSide(settings, subject, { loaded, history: side === 'production' });
  const { now, dryRun, progress } = request;
  return { profile: await collectProfile(opened, { now, dryRun, progress }), secrets: loaded.secrets };
}
