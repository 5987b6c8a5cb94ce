import { accessesOf } from '../../plan-shadow/plan/accesses.ts';
import { isSmall } from '../../plan-shadow/plan/is-small.ts';
import type { NamedPlan } from '../../plan-shadow/plan/named-plan.ts';
import { shapeOf } from '../../plan-shadow/plan/shape.ts';
import { sizesInPlan } from '../../plan-shadow/plan/sizes-in-plan.ts';
import type { Check } from '../guards/guard-check.ts';
import { type GuardOutcome, judged, someNames, unmeasured } from './guard-outcome.ts';

interface Read {
  readonly table: string;
  readonly isWhole: boolean;
  readonly isSmall: boolean;
}

function readsOf({ plan }: NamedPlan): Read[] {
  const sizes = sizesInPlan(plan);
  return [...accessesOf(shapeOf(plan.root)).values()].map(({ relation, sequential }) => ({
    table: relation,
    isWhole: sequential > 0,
    isSmall: isSmall(sizes.get(relation) ?? null),
  }));
}

/**
 * Tells whether plans read a table from end to end.
 *
 * A table that is small where the plan was made is rightly read so, and says nothing of one that is large.
 */
export function judgeTableAccess(plans: readonly NamedPlan[], check: Extract<Check, { kind: 'plan' }>): GuardOutcome {
  const { query, table } = check;
  const asked = query === null ? plans : plans.filter(({ name }) => name === query);
  if (asked.length === 0)
    return unmeasured(query === null ? 'the evidence holds no plan' : `there is no plan of ${query}`);
  const reads = asked.flatMap(readsOf).filter((one) => table === null || one.table === table);
  if (reads.length === 0)
    return unmeasured(table === null ? 'no plan reads a table' : `no plan reads the table ${table}`);
  const whole = reads.filter(({ isWhole }) => isWhole);
  const large = whole.filter((one) => !one.isSmall);
  const names = (some: readonly Read[]) => someNames([...new Set(some.map((one) => one.table))]);
  if (large.length > 0) return judged(false, `${names(large)}: read from end to end`);
  if (whole.length > 0 && (table !== null || whole.length === reads.length))
    return unmeasured(
      `${names(whole)}: read from end to end, but so small here that it is right; take the plan of production's shadow`,
    );
  return judged(true, `${names(reads)}: not read from end to end`);
}
