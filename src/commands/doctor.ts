import { type Dimension, dimensions } from '../model/dimension.ts';
import { parts } from '../model/part.ts';
import type { Progress } from '../model/ports.ts';
import type { Profile, Section } from '../model/profile.ts';
import { isUnreachable, type ReasonCode, reasons } from '../model/reason-codes.ts';
import { collectProfile, type Side } from '../probes/collect-profile.ts';
import { statisticsFunction } from '../probes/data/statistics-function.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { type LoadedSettings, loadSettings, type Request } from './load-settings.ts';
import { openSide, openWithoutMetrics } from './open-side.ts';
import { separate } from './separate.ts';
import { sidesOf } from './sides.ts';

export interface DoctorRequest extends Request {
  readonly progress: Progress;
}

/** What can be measured of one dimension on one side. */
export interface Diagnosis {
  readonly environment: string;
  readonly dimension: Dimension;
  readonly state: 'measurable' | 'partly measurable' | 'not measurable';
  readonly source: string;
  readonly reason: ReasonCode | null;
  readonly message: string;
  /** What to grant, export or configure; empty where all is well. */
  readonly todo: string;
}

const states = { ok: 'measurable', partial: 'partly measurable', unavailable: 'not measurable' } as const;

function present(section: Section): string {
  const scopes = section.evidence.filter((evidence) => evidence.state === 'present');
  const routes = new Set(scopes.flatMap((evidence) => evidence.scope.route ?? [])).size;
  const measures = [...new Set(scopes.map((evidence) => evidence.measure))].join(', ');
  const convention = section.convention === null ? '' : `, convention “${section.convention}”`;
  return `${measures === '' ? 'nothing' : measures}${routes === 0 ? '' : ` on ${routes} routes`}${convention}`;
}

function diagnoseSection(environment: string, dimension: Dimension, section: Section): Diagnosis {
  const gaps = section.evidence.flatMap((evidence) =>
    evidence.state === 'present' ? [] : [`${evidence.measure}: ${evidence.message}`],
  );
  const remarks = section.remarks.map((remark) => remark.message);
  return {
    environment,
    dimension,
    state: states[section.status],
    source: section.source,
    reason: section.reason,
    message: section.message ?? [present(section), ...gaps, ...remarks].join('; '),
    todo: section.reason === null ? '' : reasons[section.reason].todo,
  };
}

function diagnose(profile: Profile): Diagnosis[] {
  return dimensions.flatMap((dimension) => {
    const section = profile.sections[dimension];
    return section === undefined ? [] : [diagnoseSection(profile.environment, dimension, section)];
  });
}

/** Opens what is configured: metrics and databases, or databases alone. */
async function openSides(loaded: LoadedSettings, request: DoctorRequest): Promise<Side[]> {
  const { production, staging, data } = loaded.settings;
  const subject = { service: loaded.service, region: null, release: null };
  const hasMetrics = production?.metrics !== undefined || staging?.metrics !== undefined;
  if (data !== undefined && !hasMetrics) {
    const opening = { loaded, subject, history: false, parts: ['data'] as const };
    return [openWithoutMetrics('production', opening), openWithoutMetrics('staging', opening)];
  }
  const sides = await separate(sidesOf(loaded.settings, 'fidelity'), request);
  const opening = { loaded, subject, history: false, parts };
  return Promise.all([sides.reference, sides.candidate].map((side) => openSide(side, opening)));
}

/** What doctor found out. */
export interface Examined {
  readonly diagnoses: readonly Diagnosis[];
  /** SQL that shows a role without rights on tables their statistics; null where none is needed. */
  readonly grant: string | null;
  readonly exitCode: ExitCode;
  readonly secrets: readonly string[];
}

/** Says for each side and dimension whether it can be measured here, why not, and what to do about it. */
export async function doctor(request: DoctorRequest): Promise<Examined> {
  const loaded = await loadSettings(request);
  const sides = await openSides(loaded, request);
  const collecting = { now: request.now, dryRun: false, progress: request.progress };
  const profiles = await Promise.all(sides.map((side) => collectProfile(side, collecting)));
  const diagnoses = profiles.flatMap(diagnose);
  const dead = diagnoses.some(({ reason }) => reason !== null && isUnreachable(reason));
  return {
    diagnoses,
    grant: diagnoses.some(({ reason }) => reason === 'statistics-hidden') ? statisticsFunction : null,
    exitCode: dead ? exitCodes.unreachable : exitCodes.done,
    secrets: loaded.secrets,
  };
}
