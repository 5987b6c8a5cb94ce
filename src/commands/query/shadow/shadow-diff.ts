import { policyFrom } from '../../../config/policy-from.ts';
import { accept } from '../../../judge/accept.ts';
import { unusedWaivers } from '../../../judge/unused-waivers.ts';
import { verdictOf } from '../../../judge/verdict-of.ts';
import type { Finding } from '../../../model/finding.ts';
import { tool } from '../../../model/tool.ts';
import { judgeIndex } from '../../../plan-shadow/judge/judge-index.ts';
import { judgePair } from '../../../plan-shadow/judge/judge-pair.ts';
import { type PlanJudging, planFinding } from '../../../plan-shadow/plan/plan-finding.ts';
import { readBaseline } from '../../baseline.ts';
import type { Concludable } from '../../conclude.ts';
import { loadSettings, type Request } from '../../load-settings.ts';
import { programsFor, type ServerChoice, withShadow } from './open.ts';
import { pairsOf } from './pairs-of.ts';
import { type PlannedChange, planChange } from './plan-change.ts';
import { ageOf, type Production, readProduction } from './production.ts';
import { type Places, readSide } from './read-side.ts';

export interface ShadowDiffRequest extends Request, ServerChoice {
  /** Folder or file with the SQL before the change. */
  readonly base: string;
  readonly head: string;
  readonly places: Places;
  readonly profile: string;
  readonly searchPath: readonly string[];
}

function judgingOf({ catalogue }: Production, service: string): PlanJudging {
  const sorted = catalogue.tables.toSorted((one, other) => one.pages - other.pages);
  const sizes = new Map(sorted.map(({ name, pages, rows }) => [name, { pages, rows, isBound: false }]));
  return { question: 'release', service, names: { reference: 'base', candidate: 'head' }, sizes };
}

/** What stands instead of findings where nothing can be said at all. */
function nothing(judging: PlanJudging, reasonCode: 'other-major' | 'profile-stale', message: string): Finding[] {
  const base = { check: 'plan:shadow', subject: 'total', status: 'unmeasured', severity: 'block' } as const;
  return [planFinding(judging, { ...base, required: true, reasonCode, message })];
}

function remarksOf(change: PlannedChange, findings: readonly Finding[]): string[] {
  const queries = change.head.planned.length;
  const open = findings.filter(({ check, status }) => check === 'plan:shadow' && status === 'unmeasured').length;
  const by = { migrations: 'its new migrations', schema: 'its other schema', queries: 'its queries alone' }[change.by];
  return [
    `production’s planner was asked for ${queries} queries; ${queries - open} of ${queries} could be vouched for`,
    `the change was found by ${by}`,
    ...change.head.database.newIndexes.map((name) => `the size of the new index ${name} is estimated`),
    ...change.limits.map((limit) => `not reproduced: ${limit}`),
  ];
}

interface Judged {
  readonly findings: readonly Finding[];
  readonly remarks: readonly string[];
}

async function judge(request: ShadowDiffRequest, production: Production, judging: PlanJudging): Promise<Judged> {
  const age = ageOf(production.profile, request.now);
  const days = `production’s profile is ${Math.round(age.days)} days old`;
  if (age.state === 'void') {
    const message = `${days}; after 14 days it is no witness of production any more`;
    return { findings: nothing(judging, 'profile-stale', message), remarks: [message] };
  }
  const found = await programsFor(production.catalogue, request);
  if (!found.ok) return { findings: nothing(judging, 'other-major', found.message), remarks: [found.message] };
  const [base, head] = [await readSide(request.base, request.places), await readSide(request.head, request.places)];
  request.progress(`making a shadow of production with PostgreSQL ${found.programs.version} (${found.programs.bin})`);
  const change = await withShadow(found.programs, production.catalogue, (shadow) =>
    planChange(shadow, { base, head, searchPath: request.searchPath }),
  );
  const findings = [
    ...pairsOf(production.catalogue, change, head).flatMap((pair) => judgePair(pair, judging)),
    ...change.missing.map((index) => judgeIndex(index, judging)),
  ];
  const stale = age.state === 'stale' ? [`${days}: collect it again (stale after 7 days, void after 14)`] : [];
  return { findings, remarks: [...remarksOf(change, findings), ...stale] };
}

/** Plans a change's queries as production would, before and after it, and gives a verdict like any other. */
export async function shadowDiff(request: ShadowDiffRequest): Promise<Concludable> {
  const { settings, hash, secrets, service } = await loadSettings(request);
  const production = await readProduction(request.profile);
  const judged = await judge(request, production, judgingOf(production, service));
  const baseline = settings.baseline === undefined ? null : await readBaseline(settings.baseline, request.readFile);
  const policy = policyFrom(settings, 'release', baseline);
  const generatedAt = request.now.toISOString();
  const findings = accept({ policy, today: generatedAt.slice(0, 10) }, judged.findings);
  const at = { from: generatedAt, to: generatedAt };
  const verdict = verdictOf(
    {
      question: 'release',
      subject: { service, region: null, release: null },
      windows: { reference: { environment: 'base', ...at }, candidate: { environment: 'head', ...at } },
      findings,
      remarks: [...judged.remarks, ...unusedWaivers(policy, findings)],
    },
    { tool, command: 'query shadow diff', generatedAt, configHash: hash },
  );
  return { verdict, settings, failOn: settings.failOn ?? 'inconclusive', secrets };
}
