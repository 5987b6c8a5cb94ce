import type { Random } from '../../demo/random.ts';
import { breakTies } from './break-ties.ts';
import { effectSize, meanRatio } from './effect-size.ts';
import type { KayentaMetric, MetricPair } from './kayenta-metric.ts';
import { type ShiftInterval, shiftInterval } from './shift-interval.ts';
import { transformValues } from './transform-values.ts';

/** What Kayenta says of one metric; `nodata-fail` is its NodataFailMetric. */
export type Classification = 'pass' | 'high' | 'low' | 'nodata' | 'nodata-fail' | 'error';

export interface MetricResult {
  readonly classification: Classification;
  /** Not passing this one ends everything with score 0. */
  readonly critical: boolean;
  /** Mean of the canary over mean of the baseline; NaN where either is 0. */
  readonly deviation: number;
  readonly reason: string;
}

/** The judge's constants: fixed in Kayenta (its settings of these names are read by nobody). */
export interface KayentaConstants {
  /** Share of the *estimated shift* that the interval must clear. */
  readonly tolerance: number;
  readonly confidence: number;
}
export const kayentaConstants: KayentaConstants = { tolerance: 0.25, confidence: 0.98 };

/** What the test is done with. */
export interface Means {
  /** For the noise on constant series. */
  readonly random: Random;
  readonly constants?: KayentaConstants;
}

type Verdict = Omit<MetricResult, 'deviation'>;
const passes: Verdict = { classification: 'pass', critical: false, reason: '' };

function withoutData(metric: KayentaMetric): Verdict {
  if (metric.nanStrategy === 'replace') return passes;
  const reason = 'Missing data for the canary or the baseline';
  if (metric.mustHaveData && !metric.critical) return { classification: 'nodata-fail', critical: false, reason };
  return { classification: 'nodata', critical: metric.critical, reason };
}

/** Tells whether both sides hold the same values, or nothing but one value. */
function isSame({ experiment, control }: MetricPair): boolean {
  const [x, y] = [experiment.toSorted((a, b) => a - b), control.toSorted((a, b) => a - b)];
  const equal = x.length === y.length && x.every((value, at) => value === y[at]);
  return equal || [...x, ...y].every((value) => value === x[0]);
}

interface Tested {
  readonly interval: ShiftInterval;
  readonly effect: number;
  readonly tolerance: number;
}

/** The decision on a shift: is the interval clear of the tolerated part of the estimate, and is the effect large enough? */
function decideShift(metric: KayentaMetric, { interval, effect, tolerance }: Tested): Verdict {
  const { allowedIncrease, allowedDecrease, criticalIncrease, criticalDecrease } = metric.effectSize;
  const bound = tolerance * Math.abs(interval.estimate);
  const atLeast = (limit: number) => Number.isNaN(effect) || effect >= limit;
  const atMost = (limit: number) => Number.isNaN(effect) || effect <= limit;
  if (metric.direction !== 'decrease' && interval.low > bound && atLeast(allowedIncrease)) {
    const critical = metric.critical && atLeast(criticalIncrease);
    return { classification: 'high', critical, reason: 'The metric was classified as High' };
  }
  if (metric.direction !== 'increase' && interval.high < -bound && atMost(allowedDecrease)) {
    const critical = metric.critical && atMost(criticalDecrease);
    return { classification: 'low', critical, reason: 'The metric was classified as Low' };
  }
  return passes;
}

function testShift(pair: MetricPair, metric: KayentaMetric, constants: KayentaConstants): Verdict {
  const interval = shiftInterval(pair, constants.confidence);
  // Where every value ties after the shift Kayenta's test throws: an error, which is never critical.
  if ([interval.low, interval.high, interval.estimate].some(Number.isNaN))
    return { classification: 'error', critical: false, reason: 'The rank test cannot be done on these values' };
  const effect = effectSize(pair, metric.effectSize.measure);
  return decideShift(metric, { interval, effect, tolerance: constants.tolerance });
}

/** Classifies one metric as NetflixACAJudge-v1.0 does: high, low, pass, or without data. */
export function classifyMetric(pair: MetricPair, metric: KayentaMetric, means: Means): MetricResult {
  const experiment = transformValues(pair.experiment, metric);
  const control = transformValues(pair.control, metric);
  if (experiment.length === 0 || control.length === 0) return { ...withoutData(metric), deviation: 1 };
  if (isSame({ experiment, control })) return { ...passes, deviation: meanRatio({ experiment, control }) };
  const untied = breakTies({ experiment, control }, means.random);
  return { ...testShift(untied, metric, means.constants ?? kayentaConstants), deviation: meanRatio(untied) };
}
