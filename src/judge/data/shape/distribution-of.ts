import { measureValue } from '../../../data/measure-value.ts';
import type { ValueFamily } from '../../../data/value-family.ts';
import type { Statistics } from '../../../model/sections/data/statistics.ts';
import type { Curve, Distribution } from '../../../stats/distribution.ts';

const sum = (shares: readonly number[]) => shares.reduce((total, share) => total + share, 0);

/**
 * The distribution of a column’s values, nulls left out, as the planner sees it: common values are points, the rest lies evenly
 * between the bounds of the histogram. What was dropped for privacy is taken to lie there too.
 */
export function distributionOf(statistics: Statistics, family: ValueFamily): Distribution {
  const { commonValues, commonShares, histogram, nullShare } = statistics;
  const present = Math.max(1e-12, 1 - nullShare);
  const points = commonValues
    .map((text, index) => ({ value: measureValue(text, family), share: (commonShares[index] ?? 0) / present }))
    .filter(({ value }) => !Number.isNaN(value))
    .sort((one, other) => one.value - other.value);
  const bounds = histogram.map((text) => measureValue(text, family)).filter((value) => !Number.isNaN(value));
  const common = sum(points.map(({ share }) => share));
  if (bounds.length >= 2) return { masses: points, bounds, spread: Math.max(0, 1 - common) };
  // Without a histogram the common values are all there is: they stand for the whole.
  return { masses: points.map(({ value, share }) => ({ value, share: share / common })), bounds: [], spread: 0 };
}

/** Moves every value by a distance and then multiplies it: ages relative to the newest row, places in a range. */
export function moved({ points, below, upTo }: Curve, from: number, factor = 1): Curve {
  return { points: points.map((value) => (value - from) * factor), below, upTo };
}
