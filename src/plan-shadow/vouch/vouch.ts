import { tokens } from '../sql/tokens.ts';
import { qualified } from '../statistics/known-relations.ts';
import { type Reference, readComparison } from './comparison.ts';
import { isKnown } from './is-known.ts';
import type { Compared, Known, Used } from './known.ts';
import { leaves } from './leaves.ts';
import { notCarried } from './not-carried.ts';
import { type PlanFacts, planFacts } from './plan-facts.ts';

/** Whether production would plan a query as its shadow did, as far as can be said. */
export type Vouched =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'redacted' | 'not-reproduced'; readonly message: string };

interface Plan {
  readonly facts: PlanFacts;
  readonly known: Known;
}

const deepest = 20;

/** The columns of tables behind a name: itself, or what a subquery hands on. */
function resolve({ facts, known }: Plan, reference: Reference, depth = 0): readonly Used[] {
  const table = facts.tables.get(reference.alias ?? '');
  if (table !== undefined) {
    const key = qualified(table);
    return [{ table: key, name: reference.column, column: known.columns.get(key)?.get(reference.column) ?? null }];
  }
  if (depth > deepest) return [];
  return (facts.derived.get(reference.alias ?? '') ?? []).flatMap((one) => resolve({ facts, known }, one, depth + 1));
}

function comparedIn(facts: PlanFacts, known: Known): readonly Compared[] {
  const inPlan = facts.conditions.flatMap(leaves).map((leaf) => {
    const comparison = readComparison(leaf);
    return { comparison, used: comparison.references.flatMap((one) => resolve({ facts, known }, one)) };
  });
  // What a partial index implies is not said again in the plan.
  const inIndexes = facts.indexes.flatMap(({ name }) => {
    const partial = known.predicates.get(name);
    if (partial === undefined) return [];
    return leaves(partial.predicate).map((leaf) => {
      const comparison = readComparison(leaf, true);
      const columns = known.columns.get(partial.table);
      const used = comparison.references.flatMap(({ column }) => {
        const found = columns?.get(column);
        return found === undefined ? [] : [{ table: partial.table, name: column, column: found }];
      });
      return { comparison, used };
    });
  });
  return [...inPlan, ...inIndexes];
}

const tableText = (key: string) => {
  const [schema, name] = JSON.parse(key) as [string, string];
  return schema === 'public' ? name : `${schema}.${name}`;
};

function redacted(compared: readonly Compared[], { mergesInput }: PlanFacts): readonly string[] {
  const found = compared.flatMap(({ comparison, used }) => {
    const columns = used.flatMap(({ column }) => column ?? []);
    const isMerged =
      mergesInput && used.length > 1 && columns.some(({ treatment }) => /^(hashed|hidden)$/.test(treatment));
    if (isKnown(comparison, columns) && !isMerged) return [];
    return used.filter(({ column }) => column !== null && column.treatment !== 'plain');
  });
  return [...new Set(found.map(({ table, name }) => `${tableText(table)}.${name}`))];
}

function groupedIn(facts: PlanFacts, known: Known): readonly (readonly Compared[])[] {
  return facts.groups.map((group) =>
    group.map((text) => {
      const comparison = readComparison(tokens(text));
      return { comparison, used: comparison.references.flatMap((one) => resolve({ facts, known }, one)) };
    }),
  );
}

/**
 * Says whether the statistics behind a plan of the shadow are those of production, as far as the plan depends on them.
 *
 * @param explained what `EXPLAIN (VERBOSE, FORMAT JSON)` gave
 */
export function vouch(explained: unknown, known: Known): Vouched {
  const facts = planFacts(explained);
  const hidden = [...new Set([...facts.tables.values()].map(qualified))].filter((key) => known.hidden.has(key));
  if (hidden.length > 0) {
    const message = `production did not show its statistics of ${hidden.map(tableText).join(', ')}`;
    return { ok: false, reason: 'redacted', message };
  }
  if (facts.lacksPartitions) {
    const message =
      'which partitions are read depends on parameters, and PostgreSQL shows that from version 16 on only';
    return { ok: false, reason: 'not-reproduced', message };
  }
  const compared = comparedIn(facts, known);
  const columns = redacted(compared, facts);
  if (columns.length > 0) {
    const message = `the plan depends on values of ${columns.join(', ')}, which the profile does not show`;
    return { ok: false, reason: 'redacted', message };
  }
  const lacking = notCarried(compared, groupedIn(facts, known), known).map(
    ({ table, what }) => `${what} of ${tableText(table)}`,
  );
  if (lacking.length === 0) return { ok: true };
  const message = `production keeps statistics that cannot be copied: ${[...new Set(lacking)].join('; ')}`;
  return { ok: false, reason: 'not-reproduced', message };
}
