import { jensenShannon } from './jensen-shannon.ts';
import type { Counts } from './total-variation.ts';

const sum = (counts: Counts) => Object.values(counts).reduce((total, count) => total + count, 0);

/** How far two mixes are apart, with the noise of their sizes. */
export interface MixDistance {
  /** As counted: √ of the divergence in bits, 0 to 1; larger than the truth in small samples. */
  readonly observed: number;
  /** Without the part that the sizes alone explain on average. */
  readonly distance: number;
  /** Where the truth lies, at ± z standard errors. */
  readonly interval: readonly [number, number];
  /** What two samples of these sizes of one and the same mix reach, at z standard errors: nothing below it can be seen. */
  readonly noiseFloor: number;
}

/** Slope of the divergence in p, around the middle of both. */
const slope = (p: number, m: number) => (p > 0 ? Math.log2(p / m) / 2 : 0);

interface Shares {
  readonly p: number;
  readonly q: number;
}

/** Variance of a mean of `slope` over one sample: the delta method. */
function variance(parts: readonly { readonly share: number; readonly slope: number }[], size: number): number {
  const mean = parts.reduce((total, one) => total + one.share * one.slope, 0);
  const square = parts.reduce((total, one) => total + one.share * one.slope ** 2, 0);
  return Math.max(0, square - mean ** 2) / size;
}

/** Under so many expected counts a route scatters more than χ² says: at most 2 ln 2 times, where one side has none at all. */
const fewCounts = 5;

/** Quantile of χ² ÷ degrees of freedom at z standard errors (Wilson and Hilferty 1931). */
function chiSquareShare(freedom: number, z: number): number {
  const spread = 2 / (9 * freedom);
  return (1 - spread + z * Math.sqrt(spread)) ** 3;
}

/** Bits of divergence that two samples of one mix have on average, and at z standard errors. */
function noiseOf(shares: readonly Shares[], sizes: readonly [number, number], z: number) {
  const [n, m] = sizes;
  const freedom = shares.length - 1;
  if (freedom < 1) return { mean: 0, bound: 0 };
  const scatter = shares.map(({ p, q }) => {
    const pooled = (p * n + q * m) / (n + m);
    return Math.min(n, m) * pooled < fewCounts ? 2 * Math.LN2 : 1;
  });
  const factor = scatter.reduce((total, one) => total + one, 0) / shares.length;
  const mean = (freedom * factor * (1 / n + 1 / m)) / (8 * Math.LN2);
  return { mean, bound: mean * chiSquareShare(freedom, z) };
}

/**
 * Jensen-Shannon distance of two samples of mixes, base 2, with its sampling noise.
 *
 * Of one mix the divergence is (1/n + 1/m) ÷ (8 ln 2) bits times χ² with k − 1 degrees of freedom; the delta method adds what a
 * true difference scatters.
 *
 * Source: J. Lin, "Divergence measures based on the Shannon entropy" (1991); Menéndez et al., "The Jensen-Shannon divergence"
 * (1997) for its χ² limit.
 *
 * @param z width of the interval in standard errors
 * @returns NaN throughout where a side is empty
 * @example mixDistance({ a: 1e9 }, { b: 1e9 }, 2.6).observed // 1
 * @example mixDistance({ a: 3, b: 1 }, { a: 3e9, b: 1e9 }, 2.6).observed // 0
 */
export function mixDistance(one: Counts, other: Counts, z: number): MixDistance {
  const [n, m] = [sum(one), sum(other)];
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const shares = names.map((name) => ({ p: (one[name] ?? 0) / n, q: (other[name] ?? 0) / m }));
  const observed = jensenShannon(shares.map(({ p, q }) => [p, q]));
  if (!(n > 0 && m > 0)) {
    const none = Number.NaN;
    return { observed: none, distance: none, interval: [none, none], noiseFloor: none };
  }
  const { mean, bound } = noiseOf(shares, [n, m], z);
  const known =
    variance(
      shares.map(({ p, q }) => ({ share: p, slope: slope(p, (p + q) / 2) })),
      n,
    ) +
    variance(
      shares.map(({ p, q }) => ({ share: q, slope: slope(q, (p + q) / 2) })),
      m,
    );
  const divergence = observed ** 2;
  const margin = Math.hypot(bound - mean, z * Math.sqrt(known));
  const root = (bits: number) => Math.sqrt(Math.min(1, Math.max(0, bits)));
  return {
    observed: Math.min(1, observed),
    distance: root(divergence - mean),
    interval: [root(divergence - mean - margin), root(divergence - mean + margin)],
    noiseFloor: root(bound),
  };
}
