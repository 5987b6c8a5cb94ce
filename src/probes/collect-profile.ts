import type { WindowChoice } from '../config/window-choice.ts';
import type { Progress } from '../model/ports.ts';
import type { Profile, Section, Sections } from '../model/profile.ts';
import type { Subject } from '../model/subject.ts';
import { tool } from '../model/tool.ts';
import type { Source } from '../sources/source.ts';
import { probes } from './registry.ts';
import { type Resolved, resolveWindow } from './resolve-window.ts';

/** One side of a comparison, ready to be measured. */
export interface Side {
  readonly environment: string;
  readonly source: Source;
  readonly window: WindowChoice;
  readonly subject: Subject;
  readonly history: boolean;
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

/** Measures one side with every probe and gives its profile. */
export async function collectProfile(side: Side, collecting: Collecting): Promise<Profile> {
  const { now, dryRun, progress } = collecting;
  const resolved = await resolveWindow(side.window, {
    environment: side.environment,
    source: side.source,
    now,
    dryRun,
  });
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
  if (resolved.gap !== null && !dryRun) return { ...profile, sections: withoutWindow(resolved.gap, side.source.name) };
  for (const probe of probes.values()) {
    const probed = await probe({ ...side, window: resolved.window, dryRun, progress });
    profile.window = probed.window;
    profile.collectedAt = older(profile.collectedAt, probed.collectedAt);
    Object.assign(profile.sections, probed.sections);
    profile.history.push(...probed.history);
    Object.assign(profile.queries, probed.queries);
  }
  return profile;
}
