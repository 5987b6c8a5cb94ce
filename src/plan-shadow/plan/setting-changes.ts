import type { Plan } from '../../model/plan.ts';

/** One planner setting that is not the same on both sides; null where a side does not name it, so that it is at its default there. */
export interface SettingChange {
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** EXPLAIN (SETTINGS) names these too, but no plan follows from them. */
const withoutEffect = /^(search_path|temp_buffers|jit.*)$/;

/**
 * The planner settings in which two plans differ.
 *
 * A plan without settings was explained without `SETTINGS`, or all were at their defaults; nobody can tell, so what the other side
 * names counts as different.
 */
export function settingChanges(reference: Plan, candidate: Plan): SettingChange[] {
  const [before, after] = [reference, candidate].map(({ settings }) => new Map(Object.entries(settings ?? {})));
  const names = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].sort();
  return names
    .filter((name) => !withoutEffect.test(name) && before?.get(name) !== after?.get(name))
    .map((name) => ({ name, from: before?.get(name) ?? null, to: after?.get(name) ?? null }));
}
