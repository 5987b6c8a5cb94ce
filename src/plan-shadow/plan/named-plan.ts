import type { Plan } from '../../model/plan.ts';

/** A plan and what its file calls it. */
export interface NamedPlan {
  /** Name of the query, or its text; null where the file says neither. */
  readonly name: string | null;
  readonly plan: Plan;
}
