import { resolve } from 'node:path';
import { policyFrom } from '../../config/policy-from.ts';
import { accept } from '../../judge/accept.ts';
import { unusedWaivers } from '../../judge/unused-waivers.ts';
import { verdictOf } from '../../judge/verdict-of.ts';
import { tool } from '../../model/tool.ts';
import { UsageError } from '../../model/usage-error.ts';
import type { TableSize } from '../../plan-shadow/plan/change.ts';
import { judgePlans } from '../../plan-shadow/plan/judge-plans.ts';
import { type MatchedPlans, matchPlans } from '../../plan-shadow/plan/match-plans.ts';
import type { NamedPlan } from '../../plan-shadow/plan/named-plan.ts';
import { parseSettings } from '../../plan-shadow/plan/parse-settings.ts';
import type { PlanQuestion } from '../../plan-shadow/plan/plan-finding.ts';
import { readProfile } from '../../sources/recorded/read-profile.ts';
import { readBaseline } from '../baseline.ts';
import type { Concludable } from '../conclude.ts';
import { loadSettings, type Request } from '../load-settings.ts';
import { readPlans, readText } from './read-plans.ts';

export interface QueryDiffRequest extends Request {
  /** File or folder of the plans that are compared with. */
  readonly base: string;
  readonly head: string;
  /** File or folder of further plans of the base, made after another ANALYZE. */
  readonly again: string | undefined;
  /** Profile that knows how large production’s tables are. */
  readonly profile: string | undefined;
  /** Files of all settings of the two servers; both or none. */
  readonly settings: { readonly base: string | undefined; readonly head: string | undefined };
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

/** The servers' own settings say more than what a plan names of them, in other units: they are given for both sides or for none. */
async function settingsOf({ settings: { base, head } }: QueryDiffRequest) {
  if (base === undefined && head === undefined) return null;
  if (base === undefined || head === undefined) {
    throw new UsageError('invalid-option', '--base-settings and --head-settings belong together: give both or none');
  }
  return { reference: parseSettings(await readText(base), base), candidate: parseSettings(await readText(head), head) };
}

/** Plans of a server whose settings are known. */
function planned(
  plans: readonly NamedPlan[],
  settings: Readonly<Record<string, string>> | undefined,
): readonly NamedPlan[] {
  return settings === undefined ? plans : plans.map(({ name, plan }) => ({ name, plan: { ...plan, settings } }));
}

function remarksOf(matched: readonly MatchedPlans[], { base, head }: QueryDiffRequest): string[] {
  const count = (side: 'reference' | 'candidate') => {
    const queries = matched.filter((one) => one[side].length > 0).length;
    return queries === 1 ? '1 query' : `${queries} queries`;
  };
  return [`compared ${base} (${count('reference')}) with ${head} (${count('candidate')})`];
}

/** The same plans on both sides always pass, which is a mistake of whoever wrote the command. */
function refuseOneFile({ base, head }: QueryDiffRequest): void {
  if (resolve(base) !== resolve(head)) return;
  throw new UsageError('same-environment', `BASE and HEAD are both ${base}: give the plans of two sides`);
}

/**
 * Compares query plans from files and gives a verdict like any other.
 *
 * @throws UsageError where a file cannot be read or holds no plans, and where both sides are one file
 */
export async function queryDiff(request: QueryDiffRequest): Promise<Concludable> {
  refuseOneFile(request);
  const { question } = request;
  const { settings, hash, secrets, service } = await loadSettings(request);
  const known = await settingsOf(request);
  const matched = matchPlans({
    reference: planned(await readPlans(request.base), known?.reference),
    again: request.again === undefined ? [] : await readPlans(request.again),
    candidate: planned(await readPlans(request.head), known?.candidate),
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
