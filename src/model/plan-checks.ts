import type { Dimension } from './dimension.ts';

/** Every check of query plans, with the dimension that it belongs to. */
export const planChecks = {
  'plan:steps': 'data',
  'plan:scan': 'data',
  'plan:index': 'data',
  'plan:join-method': 'data',
  'plan:join-order': 'data',
  'plan:sort': 'data',
  'plan:spill': 'data',
  'plan:estimate': 'data',
  'plan:tables': 'data',
  'plan:shadow': 'data',
  'index-in-production': 'data',
  'planner-setting': 'configuration',
} as const satisfies Record<string, Dimension>;
export type PlanCheck = keyof typeof planChecks;
