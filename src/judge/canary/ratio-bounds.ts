import type { MetricScores } from './metric-scores.ts';

/** What the rows rule out: less than `lower` and more than `upper`; null where nothing is ruled out on that side. */
export interface RatioBounds {
  readonly lower: number | null;
  readonly upper: number | null;
}

/**
 * Tells whether no single size fits both: the effect changed while it was watched.
 *
 * FAIL speaks about any stretch up to now, PASS about the whole time since the start.
 */
export function excludeEachOther({ lower, upper }: RatioBounds): boolean {
  return lower !== null && upper !== null && lower > upper;
}

/** The rows that count, and the logarithms at which the scores decide. */
export interface BoundSettings {
  readonly firstRow: number;
  /** The row after the last one. */
  readonly endRow: number;
  readonly thresholds: { readonly fail: number; readonly pass: number };
}

/** Neighbouring sizes that are tried first, how many of them on each side, and how near the bound is then bisected to. */
const [stride, farthest, nearness] = [2, 24, 5e-7];

/** An SLO of nothing bad at all has no size to start from. */
const leastStart = 1e-3;

/** Halves the way between a size for which a condition holds and one for which it does not, until they are next to each other. */
function nearestHolding(holds: (size: number) => boolean, size: number, other: number): number {
  let [good, bad] = [size, other];
  while (Math.abs(Math.log(good / bad)) > nearness) {
    const middle = Math.sqrt(good * bad);
    if (holds(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

/**
 * The size nearest to `start` at which a condition turns true; null where it never does, or always holds.
 *
 * @param towards factor by which a size moves to where the condition holds
 */
function turningPoint(holds: (size: number) => boolean, start: number, towards: number): number | null {
  const holdsAtStart = holds(start);
  const step = holdsAtStart ? 1 / towards : towards;
  let size = start;
  for (let steps = 0; steps < farthest; steps += 1) {
    const next = size * step;
    if (holds(next) !== holdsAtStart)
      return holdsAtStart ? nearestHolding(holds, size, next) : nearestHolding(holds, next, size);
    size = next;
  }
  return null;
}

/**
 * Anytime bounds: `upper` is the smallest tolerance whose PASS score is reached now, `lower` the largest whose FAIL score is.
 *
 * They hold at all looks and for all sizes at once, so a person may accept “at most twice as bad” after the fact. Buckets end
 * somewhere, and a tolerance that points beyond them has no score, so sizes are tried from the configured one outwards.
 */
export function ratioBounds(scores: MetricScores, { firstRow, endRow, thresholds }: BoundSettings): RatioBounds {
  const start = scores.allowed > 0 ? scores.allowed : leastStart;
  const logAt = (size: number, which: 'fail' | 'pass') => {
    const running = scores.startAt(size, which);
    let log = 0;
    for (let row = firstRow; row < endRow; row += 1) {
      const { logFail, logPass } = running.look(row);
      log = which === 'fail' ? logFail : logPass;
    }
    return log;
  };
  return {
    lower: turningPoint((size) => logAt(size, 'fail') >= thresholds.fail, start, 1 / stride),
    upper: turningPoint((size) => logAt(size, 'pass') >= thresholds.pass, start, stride),
  };
}
