import { planLooks } from '../canary/plan-looks.ts';
import type { PlannedMetric, PlannedWatch, Scenario } from './planned-metric.ts';

/** When a verdict about one scenario is to be expected; infinite where it never comes. */
export interface PlannedVerdict extends Scenario {
  readonly verdict: 'pass' | 'fail';
  /** Looks, the warm-up among them. */
  readonly looks: number;
  readonly minutes: number;
  /** Requests that the canary has served by then. */
  readonly canaryRequests: number;
  readonly withinHorizon: boolean;
}

function expectedLook({ traffic, baselineRate }: PlannedMetric, canaryRate: number) {
  return { canaryRate, baselineRate, canaryRequests: traffic.canary, baselineRequests: traffic.baseline };
}

/**
 * When one scenario is decided, as far as the planner can say: within about 25 %.
 *
 * @returns looks after the warm-up
 */
export function looksUntil(
  metric: PlannedMetric,
  watch: PlannedWatch,
  { verdict, canaryRate }: { readonly verdict: 'pass' | 'fail'; readonly canaryRate: number },
): number {
  const alpha = verdict === 'fail' ? metric.falseAlarm : watch.falsePass;
  const looks = planLooks(expectedLook(metric, canaryRate), { verdict, allowance: metric.allowance, alpha });
  return verdict === 'pass' ? Math.max(looks, watch.minPassLooks) : looks;
}

function plannedVerdict(metric: PlannedMetric, watch: PlannedWatch, scenario: Scenario & { verdict: 'pass' | 'fail' }) {
  const after = looksUntil(metric, watch, scenario);
  const looks = watch.warmup + after;
  return {
    ...scenario,
    looks,
    minutes: (looks * watch.intervalSeconds) / 60,
    canaryRequests: looks * metric.traffic.canary,
    withinHorizon: after <= watch.horizon,
  };
}

/** What a metric's verdicts need: the pass of an unchanged canary first, then the fail of worse and worse ones. */
export function planVerdicts(metric: PlannedMetric, watch: PlannedWatch): PlannedVerdict[] {
  const { unchanged, worse } = metric;
  return [
    plannedVerdict(metric, watch, { ...unchanged, verdict: 'pass' }),
    ...worse.map((scenario) => plannedVerdict(metric, watch, { ...scenario, verdict: 'fail' as const })),
  ];
}

/** Tells whether an unchanged canary is passed within the horizon. */
export function isDecidable(metric: PlannedMetric, watch: PlannedWatch): boolean {
  return looksUntil(metric, watch, { verdict: 'pass', canaryRate: metric.unchanged.canaryRate }) <= watch.horizon;
}
