import { assessMeasurement, type Conditions } from './assess-measurement.ts';

/** How often a metric may be bad; Argo's names and defaults. A limit below zero is switched off. */
export interface Limits {
  readonly failureLimit: number;
  readonly inconclusiveLimit: number;
  readonly consecutiveErrorLimit: number;
}
export const argoLimits: Limits = { failureLimit: 0, inconclusiveLimit: 0, consecutiveErrorLimit: 4 };

/** How a metric stands, and since which look (from 1); `successful` only when nothing more is to come. */
export interface MetricPhase {
  readonly phase: 'successful' | 'failed' | 'inconclusive' | 'error';
  readonly look: number;
  readonly message: string;
}

interface Tally {
  failed: number;
  inconclusive: number;
  /** Errors in a row: any other measurement starts the count again. */
  errors: number;
}

const isOver = (count: number, limit: number) => limit >= 0 && count > limit;

/** The limit that the tally is over, if any. */
function violated({ failed, inconclusive, errors }: Tally, limits: Limits): Omit<MetricPhase, 'look'> | null {
  if (isOver(failed, limits.failureLimit))
    return { phase: 'failed', message: `failed (${failed}) > failureLimit (${limits.failureLimit})` };
  if (isOver(inconclusive, limits.inconclusiveLimit))
    return {
      phase: 'inconclusive',
      message: `inconclusive (${inconclusive}) > inconclusiveLimit (${limits.inconclusiveLimit})`,
    };
  if (isOver(errors, limits.consecutiveErrorLimit))
    return {
      phase: 'error',
      message: `consecutiveErrors (${errors}) > consecutiveErrorLimit (${limits.consecutiveErrorLimit})`,
    };
  return null;
}

/**
 * Assesses the measurements of one metric in order, until a limit is violated.
 *
 * Measurements that end without a violation are a success, however few they were and whatever went wrong: Argo fails open here.
 *
 * @param values one per look; null where the query gave nothing
 */
export function assessMetric(
  values: readonly (number | null)[],
  conditions: Conditions,
  limits: Limits = argoLimits,
): MetricPhase {
  const tally = { failed: 0, inconclusive: 0, errors: 0 };
  for (const [at, value] of values.entries()) {
    const phase = assessMeasurement(value, conditions);
    tally.errors = phase === 'error' ? tally.errors + 1 : 0;
    if (phase === 'failed') tally.failed += 1;
    if (phase === 'inconclusive') tally.inconclusive += 1;
    const over = violated(tally, limits);
    if (over !== null) return { ...over, look: at + 1 };
  }
  return { phase: 'successful', look: values.length, message: '' };
}
