import type { MetricScores } from './metric-scores.ts';

/** What the rows rule out: less than `lower` and more than `upper`; null where nothing is ruled out on that side. */
export interface RatioBounds {
  readonly lower: number | null;
  readonly upper: number | null;
}

/** The rows that count, and the logarithms at which the scores decide. */
export interface BoundSettings {
  readonly firstRow: number;
  /** The row after the last one. */
  readonly endRow: number;
  readonly thresholds: { readonly fail: number; readonly pass: number };
}

/** Sizes that are looked at, as powers of ten; beyond them nothing is said. */
const [smallest, largest] = [1e-7, 1e4];
const enough = 1e-7;

/** The point between two sizes at which a monotone condition becomes true, by bisection of the logarithm. */
function turningPoint(holdsAt: (size: number) => boolean): { readonly below: number; readonly above: number } {
  let [below, above] = [Math.log(smallest), Math.log(largest)];
  while (above - below > enough) {
    const middle = (below + above) / 2;
    if (holdsAt(Math.exp(middle))) above = middle;
    else below = middle;
  }
  return { below: Math.exp(below), above: Math.exp(above) };
}

/**
 * Anytime bounds: `upper` is the smallest tolerance whose PASS score is reached now, `lower` the largest whose FAIL score is.
 *
 * They hold at all looks and for all sizes at once, so a person may accept “at most twice as bad” after the fact.
 */
export function ratioBounds(scores: MetricScores, { firstRow, endRow, thresholds }: BoundSettings): RatioBounds {
  const logAt = (size: number, which: 'fail' | 'pass') => {
    const running = scores.startAt(size, which);
    let log = 0;
    for (let row = firstRow; row < endRow; row += 1) {
      const { logFail, logPass } = running.look(row);
      log = which === 'fail' ? logFail : logPass;
    }
    return log;
  };
  const passes = (size: number) => logAt(size, 'pass') >= thresholds.pass;
  const doesNotFail = (size: number) => !(logAt(size, 'fail') >= thresholds.fail);
  return {
    lower: doesNotFail(smallest) ? null : turningPoint(doesNotFail).below,
    upper: passes(largest) ? turningPoint(passes).above : null,
  };
}
