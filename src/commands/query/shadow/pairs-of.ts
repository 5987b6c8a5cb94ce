import { PostgresPlan } from '../../../model/plan.ts';
import type { DataCatalogue } from '../../../model/sections/data.ts';
import type { ShadowPair, ShadowPlan } from '../../../plan-shadow/judge/judge-pair.ts';
import type { Planned } from '../../../plan-shadow/shadow/plan-queries.ts';
import type { Known } from '../../../plan-shadow/vouch/known.ts';
import { knownOf } from '../../../plan-shadow/vouch/known-of.ts';
import { vouch } from '../../../plan-shadow/vouch/vouch.ts';
import type { PlannedChange, PlannedSide } from './plan-change.ts';
import type { SqlSide } from './read-side.ts';

/** Reads what PostgreSQL said of a query, and whether production would say the same. */
export function shadowPlan(planned: Planned, known: Known): ShadowPlan {
  if (!planned.ok) return planned;
  const [first] = Array.isArray(planned.plan) ? planned.plan : [];
  const plan = PostgresPlan.parse(first);
  return { ok: true, plan: { ...plan, query: planned.query.sql }, vouched: vouch(planned.plan, known) };
}

function plansOf(catalogue: DataCatalogue, { database, planned }: PlannedSide): ReadonlyMap<string, ShadowPlan> {
  const known = knownOf(catalogue, database.targets);
  return new Map(planned.map((one) => [one.query.name, shadowPlan(one, known)]));
}

/** The queries of a change with their plans before and after it; a query that the change takes away is of no interest. */
export function pairsOf(catalogue: DataCatalogue, change: PlannedChange, head: SqlSide): readonly ShadowPair[] {
  const [before, after] = [plansOf(catalogue, change.base), plansOf(catalogue, change.head)];
  const own = new Set(head.queries.map(({ name }) => name));
  return [...after].map(([query, plan]) => ({
    query,
    isOwn: own.has(query),
    isNew: change.added.has(query),
    base: before.get(query) ?? null,
    head: plan,
  }));
}
