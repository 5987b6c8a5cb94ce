import type { Plan, PlanNode } from '../../../src/model/plan.ts';
import { parsePlans } from '../../../src/plan-shadow/plan/parse-plans.ts';

/** How many steps a plan has. */
export function countSteps({ children }: PlanNode): number {
  return children.reduce((sum, child) => sum + countSteps(child), 1);
}

/** The only plan of a text. */
export function planOf(text: string): Plan {
  const [first, ...rest] = parsePlans(text, 'test');
  if (first === undefined || rest.length > 0) throw new Error(`wanted one plan, not ${rest.length + 1}`);
  return first.plan;
}
