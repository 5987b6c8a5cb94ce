import { policyFrom } from '../../config/policy-from.ts';
import { accept } from '../../judge/accept.ts';
import { unusedWaivers } from '../../judge/unused-waivers.ts';
import { verdictOf } from '../../judge/verdict-of.ts';
import { tool } from '../../model/tool.ts';
import { UsageError } from '../../model/usage-error.ts';
import type { TableSize } from '../../plan-shadow/plan/change.ts';
import { judgePlans } from '../../plan-shadow/plan/judge-plans.ts';
import { type MatchedPlans, matchPlans } from '../../plan-shadow/plan/match-plans.ts';
import type { PlanQuestion } from '../../plan-shadow/plan/plan-finding.ts';
import { readProfile } from '../../sources/recorded/read-profile.ts';
import { readBaseline } from '../baseline.ts';
import type { Concludable } from '../conclude.ts';
import { loadSettings, type Request } from '../load-settings.ts';
import { readPlans } from './read-plans.ts';

export interface QueryDiffRequest extends Request {
  /** File or folder of the plans that are compared with. */
  readonly base: string;
  readonly head: string;
  /** File or folder of further plans of the base, made after another ANALYZE. */
  readonly again: string | undefined;
  /** Profile that knows how large production’s tables are. */
  readonly profile: string | undefined;
  readonly question: PlanQuestion;
  readonly writesBaseline: boolean;
}

const sideNames = {
  release: { reference: 'base', candidate: 'head' },
  fidelity: { reference: 'production', candidate: 'staging' },
} as const satisfies Record<PlanQuestion, unknown>;

/** Sizes of production's tables; of two with one name in several schemas the larger. */
async function sizesIn(file: string | undefined): Promise<ReadonlyMap<string, TableSize>> {
  if (file === undefined) return new Map();
  const read = await readProfile(file);
  if (!read.ok) throw new UsageError('invalid-option', `--profile: ${read.message}`);
  const tables = read.profile.catalogues?.data?.tables;
  if (tables === undefined) {
    throw new UsageError(
      'invalid-option',
      `--profile: ${file} has no data section; collect it with \`tollgate collect\` from the database`,
    );
  }
  const sorted = tables.toSorted((one, other) => one.pages - other.pages);
  return new Map(sorted.map(({ name, pages, rows }) => [name, { pages, rows, isBound: false }]));
}

function remarksOf(matched: readonly MatchedPlans[], { base, head }: QueryDiffRequest): string[] {
  const count = (side: 'reference' | 'candidate') => matched.filter((one) => one[side].length > 0).length;
  return [`compared ${base} (${count('reference')} queries) with ${head} (${count('candidate')} queries)`];
}

/** Compares query plans from files and gives a verdict like any other. */
export async function queryDiff(request: QueryDiffRequest): Promise<Concludable> {
  const { question } = request;
  const { settings, hash, secrets, service } = await loadSettings(request);
  const matched = matchPlans({
    reference: await readPlans(request.base),
    again: request.again === undefined ? [] : await readPlans(request.again),
    candidate: await readPlans(request.head),
  });
  const names = sideNames[question];
  const judged = judgePlans(matched, { question, service, names, sizes: await sizesIn(request.profile) });
  const baseline =
    settings.baseline === undefined || request.writesBaseline
      ? null
      : await readBaseline(settings.baseline, request.readFile);
  const policy = policyFrom(settings, question, baseline);
  const generatedAt = request.now.toISOString();
  const findings = accept({ policy, today: generatedAt.slice(0, 10) }, judged);
  const at = { from: generatedAt, to: generatedAt };
  const verdict = verdictOf(
    {
      question,
      subject: { service, region: null, release: null },
      windows: {
        reference: { environment: names.reference, ...at },
        candidate: { environment: names.candidate, ...at },
      },
      findings,
      remarks: [...remarksOf(matched, request), ...unusedWaivers(policy, findings)],
    },
    { tool, command: 'query diff', generatedAt, configHash: hash },
  );
  return { verdict, settings, failOn: settings.failOn ?? 'inconclusive', secrets };
}
