import type { LoadPlan } from './load-plan.ts';
import { allThresholds, type Thresholds } from './route-thresholds.ts';
import type { Hold } from './variant.ts';

/** The thresholds of a script whose one scenario sends every route by its weight. */
export function weightedThresholds(plan: LoadPlan, requests: number): Thresholds {
  return allThresholds(
    plan.routes.map((route) => ({ route, requests: (requests * route.perSecond) / plan.perSecond / plan.runners })),
  );
}

/** Share of production's requests that the scripts send. */
export function sentShare(plan: LoadPlan): number {
  return plan.perSecond / (plan.base.perSecond * plan.settings.scale);
}

/** Time unit of a rate that changes: small rates need a longer one to stay whole numbers. */
export function unitOf(perSecond: number): { readonly timeUnit: '1m' | '1h'; readonly seconds: number } {
  return perSecond * 60 >= 50 ? { timeUnit: '1m', seconds: 60 } : { timeUnit: '1h', seconds: 3600 };
}

/** Iterations of rates that are held one after the other. */
export function heldRequests(hold: readonly Hold[], unitSeconds: number): number {
  return hold.reduce((sum, [seconds, target]) => sum + (seconds * target) / unitSeconds, 0);
}
