import { binomialAtMost } from './binomial-at-most.ts';
import { brentRoot } from './brent-root.ts';

/**
 * The exact confidence interval of a share: it holds the true one at least as often as it says, however few the trials.
 *
 * Source: Clopper and Pearson, Biometrika 26 (1934) 404–413.
 *
 * @param confidence for example 0.95
 * @returns [0, 1] without any trial
 * @example clopperPearson(0, 20, 0.95)[1] // ≈ 0.168
 */
export function clopperPearson(successes: number, trials: number, confidence: number): [number, number] {
  if (trials === 0) return [0, 1];
  const tail = (1 - confidence) / 2;
  const where = (f: (p: number) => number) => brentRoot([0, 1], { f, tolerance: 1e-12 });
  const low = successes === 0 ? 0 : where((p) => 1 - binomialAtMost(successes - 1, trials, p) - tail);
  const high = successes === trials ? 1 : where((p) => binomialAtMost(successes, trials, p) - tail);
  return [low, high];
}
