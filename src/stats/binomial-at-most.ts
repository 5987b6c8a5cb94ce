/**
 * The chance of at most k successes in n trials.
 *
 * Summed in logarithms from 0 upwards: exact for the few successes out of many trials that it is used for.
 *
 * @param p chance of one success, between 0 and 1
 * @example binomialAtMost(0, 10, 0.5) // 0.0009765625
 */
export function binomialAtMost(k: number, n: number, p: number): number {
  if (k >= n || p <= 0) return 1;
  if (k < 0 || p >= 1) return 0;
  const odds = Math.log(p) - Math.log1p(-p);
  let term = n * Math.log1p(-p);
  let sum = Math.exp(term);
  for (let i = 0; i < k; i += 1) {
    term += Math.log((n - i) / (i + 1)) + odds;
    sum += Math.exp(term);
  }
  return Math.min(1, sum);
}
