import type { Part } from '../model/part.ts';
import type { Progress } from '../model/ports.ts';
import type { Profile } from '../model/profile.ts';
import { UsageError } from '../model/usage-error.ts';
import { collectProfile, type Side } from '../probes/collect-profile.ts';
import { databaseOf } from './database-of.ts';
import { type LoadedSettings, loadSettings, type Request } from './load-settings.ts';
import { openSide, openWithoutMetrics } from './open-side.ts';
import { type SideSettings, sideOf, sidesOf } from './sides.ts';

const environments = ['production', 'staging', 'previous'] as const;
export type Environment = (typeof environments)[number];

export interface CollectRequest extends Request {
  readonly side: Environment;
  readonly dryRun: boolean;
  /** Only these parts; null: all that are configured. */
  readonly only?: readonly Part[] | null;
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

function open({ side, only }: CollectRequest, loaded: LoadedSettings): Promise<Side> | Side {
  const configured: Part[] = databaseOf(loaded, side) === null ? ['behaviour'] : ['behaviour', 'data'];
  const parts = only ?? configured;
  const subject = { service: loaded.service, region: null, release: null };
  const opening = { loaded, subject, parts, history: side === 'production' };
  if (!parts.includes('behaviour')) return openWithoutMetrics(side, opening);
  const settings: SideSettings =
    side === 'previous' ? sidesOf(loaded.settings, 'release').reference : sideOf(loaded.settings, side);
  return openSide(settings, opening);
}

/** Measures one side with its own credentials and gives its profile, which can be compared elsewhere. */
export async function collect(request: CollectRequest): Promise<CollectedProfile> {
  const loaded = await loadSettings(request);
  const opened = await open(request, loaded);
  const { now, dryRun, progress } = request;
  return { profile: await collectProfile(opened, { now, dryRun, progress }), secrets: loaded.secrets };
}
