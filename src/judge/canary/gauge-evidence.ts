/** Running sums over the excesses d of a gauge: d, d², products and sums of neighbours. */
export interface GaugeSums {
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
  readonly products: number;
  readonly pairs: number;
}

interface GaugeEvidence {
  /** Logarithm of the two-sided score; null before the tenth value. */
  readonly log: number | null;
  readonly mean: number;
  /** How many autocorrelated values are worth one independent one. */
  readonly inflation: number;
}

const prior = 5;
const least = 10;
const clip = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** Autocorrelation of neighbours, biased upwards: an underestimate would raise false alarms. */
function autocorrelation({ n, sum, squares, products, pairs }: GaugeSums): number {
  const mean = sum / n;
  const variation = squares - n * mean * mean;
  // Values that do not vary say nothing about their noise.
  if (!(variation > 1e-12 * squares)) return 0.97;
  const raw = clip((products - mean * pairs + (n - 1) * mean * mean) / variation, -0.99, 0.99);
  return clip(raw + (1 + 3 * Math.max(raw, 0)) / n + Math.sqrt((1 - raw * raw) / n), 0, 0.97);
}

/**
 * Evidence that the mean of autocorrelated values is not zero: a Gaussian-mixture t e-process with an effective sample size.
 *
 * Source: Wang and Ramdas, arXiv 2310.03722 (right-Haar mixture); the effective sample size makes it approximate.
 */
export function gaugeEvidence(sums: GaugeSums): GaugeEvidence {
  const { n, sum, squares } = sums;
  const mean = n === 0 ? 0 : sum / n;
  if (n < least) return { log: null, mean, inflation: 1 };
  const r = autocorrelation(sums);
  const effective = Math.max(2, (n * (1 - r)) / (1 + r));
  const explained = squares === 0 ? 0 : (effective * mean * mean) / (((effective + prior) * squares) / n);
  const log = 0.5 * Math.log(prior / (effective + prior)) - 0.5 * effective * Math.log(1 - explained);
  return { log, mean, inflation: n / effective };
}
