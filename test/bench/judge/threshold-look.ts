import { argoLimits, assessMetric } from '../../../src/judge/threshold/assess-metric.ts';
import type { Condition } from '../../../src/judge/threshold/condition.ts';

/** The look at which a threshold with a failureLimit stops a canary; null where it does not. */
export function thresholdLook(values: readonly number[], success: Condition, failureLimit: number): number | null {
  const { phase, look } = assessMetric(values, { success, failure: null }, { ...argoLimits, failureLimit });
  return phase === 'failed' ? look : null;
}
