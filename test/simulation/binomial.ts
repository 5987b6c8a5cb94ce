import type { Random } from '../../src/demo/random.ts';

/** Draws how many of n independent trials succeed, exactly: jumps from success to success, so that rare ones cost little. */
export function binomial(random: Random, n: number, p: number): number {
  if (p <= 0 || n <= 0) return 0;
  if (p > 0.5) return n - binomial(random, n, 1 - p);
  const rate = Math.log1p(-p);
  let successes = 0;
  for (let at = Math.floor(Math.log(1 - random()) / rate); at < n; at += 1 + Math.floor(Math.log(1 - random()) / rate))
    successes += 1;
  return successes;
}
