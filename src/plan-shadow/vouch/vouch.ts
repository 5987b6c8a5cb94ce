import type { Column } from '../../model/sections/data/column.ts';
import { qualified } from '../statistics/known-relations.ts';
import { type Comparison, type Reference, readComparison } from './comparison.ts';
import { isKnown } from './is-known.ts';
import { leaves } from './leaves.ts';
import { type PlanFacts, planFacts } from './plan-facts.ts';

/** What is known of the relations of a shadow. */
export interface Known {
  /** Columns by their names in the shadow, by the table’s schema and name (`qualified`); only those that production has. */
  readonly columns: ReadonlyMap<string, ReadonlyMap<string, Column>>;
  /** Tables whose statistics production did not show. */
  readonly hidden: ReadonlySet<string>;
  /** Conditions of partial indexes, by index name, with the table. */
  readonly predicates: ReadonlyMap<string, { readonly table: string; readonly predicate: string }>;
  /** Columns that production keeps common statistics of, which no shadow can have. */
  readonly extended: readonly { readonly table: string; readonly columns: readonly string[] }[];
}

/** Whether production would plan a query as its shadow did, as far as can be said. */
export type Vouched =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'redacted' | 'not-reproduced'; readonly message: string };

interface Used {
  readonly table: string;
  readonly name: string;
  readonly column: Column | null;
}

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

interface Compared {
  readonly comparison: Comparison;
  readonly used: readonly Used[];
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

function together(compared: readonly Compared[], { extended }: Known): readonly string[] {
  const used = compared.flatMap((one) => one.used);
  return extended
    .filter(({ table, columns }) => {
      const met = columns.filter((name) => used.some((one) => one.table === table && one.name === name));
      return met.length > 1;
    })
    .map(({ table, columns }) => `${tableText(table)} (${columns.join(', ')})`);
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
  const extended = together(compared, known);
  if (extended.length > 0) {
    const message = `production keeps extended statistics of ${extended.join('; ')}, which cannot be copied`;
    return { ok: false, reason: 'not-reproduced', message };
  }
  return { ok: true };
}
