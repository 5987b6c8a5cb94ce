import { type Dimension, dimensions } from '../model/dimension.ts';
import type { Progress } from '../model/ports.ts';
import type { Profile, Section } from '../model/profile.ts';
import { isUnreachable, type ReasonCode, reasons } from '../model/reason-codes.ts';
import { collectProfile } from '../probes/collect-profile.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { loadSettings, type Request } from './load-settings.ts';
import { separate } from './separate.ts';
import { sidesOf } from './sides.ts';
import { openSide } from './validate.ts';

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

/** Says for each side and dimension whether it can be measured here, why not, and what to do about it. */
export async function doctor(
  request: DoctorRequest,
): Promise<{ diagnoses: Diagnosis[]; exitCode: ExitCode; secrets: readonly string[] }> {
  const loaded = await loadSettings(request);
  const sides = await separate(sidesOf(loaded.settings, 'fidelity'), request);
  const subject = { service: loaded.service, region: null, release: null };
  const profiles = await Promise.all(
    [sides.reference, sides.candidate].map(async (side) => {
      const opened = await openSide(side, subject, { loaded, history: false });
      return collectProfile(opened, { now: request.now, dryRun: false, progress: request.progress });
    }),
  );
  const diagnoses = profiles.flatMap(diagnose);
  const dead = diagnoses.some(({ reason }) => reason !== null && isUnreachable(reason));
  return { diagnoses, exitCode: dead ? exitCodes.unreachable : exitCodes.done, secrets: loaded.secrets };
}
