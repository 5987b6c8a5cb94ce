import type { Finding } from '../../model/finding.ts';
import type { PlansOfQuery } from './diff-plans.ts';
import { type PlanDraft, type PlanJudging, planFinding } from './plan-finding.ts';
import { settingChanges } from './setting-changes.ts';
import { listText } from './words/list-text.ts';
import { settingText } from './words/setting-text.ts';

const queriesNamed = 5;

/** Queries that were planned under one difference of a setting. */
interface Under {
  readonly name: string;
  readonly text: string;
  /** Whether one side names no setting at all, so that nobody knows whether it was asked to. */
  readonly isSilent: boolean;
  readonly queries: string[];
}

function collect(pairs: readonly PlansOfQuery[]): Under[] {
  const found = new Map<string, Under>();
  for (const { query, reference, candidate } of pairs) {
    const isSilent = reference[0].settings === null || candidate[0].settings === null;
    for (const change of settingChanges(reference[0], candidate[0])) {
      const key = JSON.stringify([change, isSilent]);
      const known = found.get(key) ?? { name: change.name, text: settingText(change), isSilent, queries: [] };
      known.queries.push(query);
      found.set(key, known);
    }
  }
  return [...found.values()];
}

function draftOf({ name, text, isSilent, queries }: Under, { names }: PlanJudging): PlanDraft {
  const rest = queries.length - queriesNamed;
  const told = [...queries.slice(0, queriesNamed), ...(rest > 0 ? [`${rest} more`] : [])];
  const where = `${names.reference} → ${names.candidate}, in the plans of ${listText(told)}`;
  const base = { check: 'planner-setting', subject: name, severity: 'warn' } as const;
  return isSilent
    ? {
        ...base,
        status: 'unmeasured',
        reasonCode: 'settings-unknown',
        message: `${text} (${where}); one side names no settings: they are at their defaults, or EXPLAIN was not asked for them`,
      }
    : { ...base, status: 'diverged', reasonCode: 'settings-differ', message: `${text} (${where})` };
}

/** One finding per planner setting in which the plans of the two sides differ: a matter of configuration, not of the queries. */
export function judgeSettings(pairs: readonly PlansOfQuery[], judging: PlanJudging): Finding[] {
  return collect(pairs).map((under) => planFinding(judging, draftOf(under, judging)));
}
