import { noise } from './constants.ts';
import type { Interval } from './interval.ts';

/** How much more the canary’s bad requests scatter than independent ones would: learnt from earlier intervals only. */
export interface NoiseFactor {
  /** Between 1 and 20; known before the next interval. */
  readonly value: number;
  /** Learns from an interval, after it was scored. */
  readonly learn: (interval: Interval) => void;
}

const clip = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/**
 * Starts at 1; divides later evidence, so that bursts and retries cost power instead of false alarms.
 *
 * A factor that is known beforehand and at least 1 keeps every score valid (Jensen’s inequality).
 */
export function startNoiseFactor(): NoiseFactor {
  const past = { canaryBad: 0, canaryTotal: 0, baselineBad: 0, baselineTotal: 0 };
  let [seen, expected] = [noise.prior, noise.prior] as [number, number];
  let isFirst = true;
  const compare = ({ canaryTotal: nc, baselineTotal: nb, canaryBad }: Interval, baselineBad: number) => {
    const baselineRate = (past.baselineBad + 0.5) / (past.baselineTotal + 1);
    const canaryRate = (past.canaryBad + 0.5) / (past.canaryTotal + 0.5 / baselineRate);
    const bad = canaryBad + baselineBad;
    const share = (nc * canaryRate) / (nc * canaryRate + nb * baselineRate);
    const variance = bad * share * (1 - share) * (1 - bad / (nc + nb));
    const square = Math.min((canaryBad - bad * share) ** 2, noise.window * Math.max(variance, 1));
    seen = noise.prior + noise.forget * (seen - noise.prior) + square;
    expected = noise.prior + noise.forget * (expected - noise.prior) + variance;
  };
  return {
    get value() {
      return clip(seen / expected, 1, noise.largest);
    },
    learn: (interval) => {
      const baselineBad = interval.baselineBad + interval.partial * interval.partialWeight;
      if (!isFirst && interval.canaryTotal > 0 && interval.baselineTotal > 0) compare(interval, baselineBad);
      isFirst = false;
      past.canaryBad = noise.track * past.canaryBad + interval.canaryBad;
      past.canaryTotal = noise.track * past.canaryTotal + interval.canaryTotal;
      past.baselineBad = noise.track * past.baselineBad + baselineBad;
      past.baselineTotal = noise.track * past.baselineTotal + interval.baselineTotal;
    },
  };
}
