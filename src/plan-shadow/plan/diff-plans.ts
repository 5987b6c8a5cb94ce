import type { Plan } from '../../model/plan.ts';
import type { Change } from './change.ts';
import { findChanges, type Sizes } from './find-changes.ts';
import { type SettingChange, settingChanges } from './setting-changes.ts';
import { fingerprintOf, shapeOf } from './shape.ts';
import { areStrangers, shapePair } from './shape-pair.ts';

/** The plans of one query on both sides; the first of a side is the one that is compared, further ones show whether it is stable. */
export interface PlansOfQuery {
  readonly query: string;
  readonly reference: readonly [Plan, ...Plan[]];
  readonly candidate: readonly [Plan, ...Plan[]];
}

/**
 * What two plans of one query have to do with each other.
 *
 * - `same`: the same steps.
 * - `tie`: a side has several plans of which none wins clearly; `isKnown` where the candidate has only ones that the reference has too.
 * - `strangers`: they read nothing in common, so that they are not of one query.
 * - `settings`: they differ, and were planned under other settings, so that nobody can say why.
 * - `changed`: they differ.
 */
export type PlanDifference =
  | { readonly kind: 'same'; readonly changes: readonly Change[] }
  | { readonly kind: 'tie'; readonly isKnown: boolean; readonly plans: number }
  | { readonly kind: 'strangers' }
  | { readonly kind: 'settings'; readonly settings: readonly SettingChange[]; readonly changes: readonly Change[] }
  | { readonly kind: 'changed'; readonly changes: readonly Change[] };

/**
 * Compares two plans of one query by their steps, never by their costs.
 *
 * @param sizes sizes of tables on the side whose data counts, by relation name
 */
export function diffPlans({ reference, candidate }: PlansOfQuery, sizes: Sizes): PlanDifference {
  const pair = shapePair(reference[0], candidate[0]);
  if (areStrangers(pair)) return { kind: 'strangers' };
  const before = new Set(reference.map(({ root }) => fingerprintOf(shapeOf(root))));
  const after = new Set(candidate.map((plan) => fingerprintOf(shapePair(reference[0], plan).candidate)));
  if (before.size > 1 || after.size > 1) {
    return { kind: 'tie', isKnown: [...after].every((one) => before.has(one)), plans: before.union(after).size };
  }
  const changes = findChanges(pair, sizes);
  if (before.symmetricDifference(after).size === 0) return { kind: 'same', changes };
  const settings = settingChanges(reference[0], candidate[0]);
  return settings.length > 0 ? { kind: 'settings', settings, changes } : { kind: 'changed', changes };
}
