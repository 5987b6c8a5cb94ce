import { brentRoot } from '../../stats/brent-root.ts';
import { normalQuantile } from '../../stats/normal-quantile.ts';
import type { MetricPair } from './kayenta-metric.ts';
import { type SortedPair, shiftStatistic } from './shift-statistic.ts';

/** Kayenta's solver stops within this of the root, whatever the metric's unit: the trap of metrics that are small numbers. */
const tolerance = 1e-4;

/** By how much the canary is shifted against the baseline; each NaN where the test cannot be done. */
export interface ShiftInterval {
  readonly low: number;
  readonly high: number;
  readonly estimate: number;
}

/** Where the statistic reaches the target, or the end of the range that it does not reach it in. */
function endOf(pair: SortedPair, [from, to]: readonly [number, number], target: number): number {
  const f = (shift: number) => shiftStatistic(pair, shift) - target;
  const [atFrom, atTo] = [f(from), f(to)];
  if (Number.isNaN(atFrom) || Number.isNaN(atTo)) return Number.NaN;
  if (atFrom <= 0) return from;
  if (atTo >= 0) return to;
  return brentRoot([from, to], { f, tolerance });
}

/**
 * The confidence interval and the estimate of the shift between two samples, by inverting the Mann-Whitney test.
 *
 * Source: R's `wilcox.test(conf.int = TRUE, exact = FALSE, correct = TRUE)`, as Kayenta has it: the estimate without the clamps.
 *
 * @param confidence for example 0.98
 * @example shiftInterval({ experiment: [10, 20, 30, 40], control: [1, 2, 3, 4] }, 0.95).low // 6
 */
export function shiftInterval({ experiment, control }: MetricPair, confidence: number): ShiftInterval {
  const pair = { x: Float64Array.from(experiment).sort(), y: Float64Array.from(control).sort() };
  const [least, most] = [
    (side: Float64Array) => side.at(0) ?? Number.NaN,
    (side: Float64Array) => side.at(-1) ?? Number.NaN,
  ];
  const range = [least(pair.x) - most(pair.y), most(pair.x) - least(pair.y)] as const;
  const z = normalQuantile((1 + confidence) / 2);
  return {
    low: endOf(pair, range, z),
    high: endOf(pair, range, -z),
    estimate: brentRoot(range, { f: (shift) => shiftStatistic(pair, shift), tolerance }),
  };
}
