import type { WindowChoice } from '../config/window-choice.ts';
import type { Part } from '../model/part.ts';
import type { Progress } from '../model/ports.ts';
import type { Profile, Section, Sections } from '../model/profile.ts';
import type { Subject } from '../model/subject.ts';
import { tool } from '../model/tool.ts';
import type { Source } from '../sources/source.ts';
import type { Database } from './data/database.ts';
import { probes } from './registry.ts';
import { lastWindow, type Resolved, resolveWindow } from './resolve-window.ts';

/** One side of a comparison, ready to be measured. */
export interface Side {
  readonly environment: string;
  /** Null where only parts are wanted that no source of metrics knows. */
  readonly source: Source | null;
  readonly database: Database | null;
  readonly window: WindowChoice;
  readonly subject: Subject;
  readonly history: boolean;
  /** What is measured. */
  readonly parts: readonly Part[];
}

export interface Collecting {
  readonly now: Date;
  readonly dryRun: boolean;
  readonly progress: Progress;
}

/** Without the wanted window nothing was measured: each section says why. */
function withoutWindow(gap: NonNullable<Resolved['gap']>, source: string): Sections {
  const section: Section = { status: 'unavailable', ...gap, source, convention: null, remarks: [], evidence: [] };
  return { latency: section, errors: section, resources: section };
}

/** A file’s own time wins, for reading it again makes it no fresher; one that lies in the future does not. */
function older(one: string, other: string | undefined): string {
  return other !== undefined && Date.parse(other) < Date.parse(one) ? other : one;
}

/** A part that no source of metrics knows is measured now; its window says no more than when. */
async function windowOf(
  { environment, source, window }: Side,
  { now, dryRun, progress }: Collecting,
): Promise<Resolved> {
  if (source === null) return { window: lastWindow(3600, now), queries: {}, gap: null };
  const resolved = await resolveWindow(window, { environment, source, now, dryRun });
  if (dryRun && resolved.gap !== null)
    progress(`${environment}: the busiest comparable hour would be asked for first; here the last hour stands for it`);
  return resolved;
}

/** Measures one side with the probe of every wanted part and gives its profile. */
export async function collectProfile(side: Side, collecting: Collecting): Promise<Profile> {
  const { now, dryRun, progress } = collecting;
  const resolved = await windowOf(side, collecting);
  const profile: Profile = {
    schema: 'tollgate.profile/1',
    tool,
    environment: side.environment,
    subject: side.subject,
    collectedAt: now.toISOString(),
    window: resolved.window,
    sections: {},
    history: [],
    queries: { ...resolved.queries },
  };
  const isBlind = resolved.gap !== null && !dryRun;
  if (isBlind) profile.sections = withoutWindow(resolved.gap, side.source?.name ?? '');
  for (const [part, probe] of probes) {
    if (!side.parts.includes(part) || (isBlind && part === 'behaviour')) continue;
    const probed = await probe({ ...side, window: resolved.window, dryRun, progress });
    profile.window = probed.window;
    profile.collectedAt = older(profile.collectedAt, probed.collectedAt);
    Object.assign(profile.sections, probed.sections);
    if (probed.catalogues !== undefined) profile.catalogues = { ...profile.catalogues, ...probed.catalogues };
    profile.history.push(...probed.history);
    Object.assign(profile.queries, probed.queries);
  }
  return profile;
}
