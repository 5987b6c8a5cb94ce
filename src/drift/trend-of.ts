/** Where a series of scores goes. */
export type Trend = 'better' | 'worse' | 'steady' | 'unknown';

/** With fewer the normal approximation is none. */
const fewest = 8;
/** Two-sided, 5 % false alarms. */
const critical = 1.96;

/**
 * Whether scores rise or fall over time, by the Mann-Kendall test with its correction for ties (Mann 1945, Kendall 1975).
 *
 * It asks only for the order of the scores, so one bad day is no trend, and a step is one.
 *
 * @param scores oldest first; higher is better
 * @returns `unknown` with fewer than 8 scores
 * @example trendOf([90, 88, 87, 85, 80, 79, 77, 70, 66]) // 'worse'
 */
export function trendOf(scores: readonly number[]): Trend {
  const n = scores.length;
  if (n < fewest || !scores.every(Number.isFinite)) return 'unknown';
  let s = 0;
  for (const [index, earlier] of scores.entries()) {
    for (const later of scores.slice(index + 1)) s += Math.sign(later - earlier);
  }
  const term = (count: number) => count * (count - 1) * (2 * count + 5);
  const ties = [...Map.groupBy(scores, (score) => score).values()].map((group) => term(group.length));
  const variance = (term(n) - ties.reduce((sum, one) => sum + one, 0)) / 18;
  if (!(variance > 0)) return 'steady';
  const z = (s - Math.sign(s)) / Math.sqrt(variance);
  if (!(Math.abs(z) > critical)) return 'steady';
  return z > 0 ? 'better' : 'worse';
}
