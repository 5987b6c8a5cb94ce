import { normal, type Random } from '../../../src/demo/random.ts';

/** Draws how many of `n` trials succeed, by a table of the distribution: one uniform number per draw. */
export function binomial(n: number, p: number): (random: Random) => number {
  if (n === 0 || p <= 0) return () => 0;
  if (p >= 1) return () => n;
  const cumulative = new Float64Array(n + 1);
  // From the mode outwards in logarithms, so that nothing underflows.
  let log = 0;
  const logs = new Float64Array(n + 1);
  for (let k = 1; k <= n; k += 1) {
    log += Math.log((n - k + 1) / k) + Math.log(p / (1 - p));
    logs[k] = log;
  }
  const most = logs.reduce((a, b) => Math.max(a, b));
  let sum = 0;
  for (let k = 0; k <= n; k += 1) cumulative[k] = sum += Math.exp((logs[k] ?? 0) - most);
  return (random) => {
    const wanted = random() * sum;
    let [low, high] = [0, n];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((cumulative[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

/** A whole number of at least 1 with a mean: how often a failed request is tried, how many errors come together. */
export function geometric(random: Random, mean: number): number {
  return 1 + Math.floor(Math.log(1 - random()) / Math.log(1 - 1 / mean));
}

/** Response times whose logarithm is normal with standard deviation 1. */
export function lognormals(random: Random, count: number, median: number): number[] {
  return Array.from({ length: count }, () => median * Math.exp(normal(random)));
}

/**
 * The most events in `runs` that chance alone gives where each has at most the probability `p`: exceeded once in about 10,000 seeds.
 */
export function mostByChance(runs: number, p: number): number {
  let [probability, tail] = [(1 - p) ** runs, 1];
  for (let k = 0; k <= runs; k += 1) {
    tail -= probability;
    if (tail < 1e-4) return k;
    probability *= ((runs - k) / (k + 1)) * (p / (1 - p));
  }
  return runs;
}
