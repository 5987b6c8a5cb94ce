import { median } from '../../../src/stats/median.ts';

/** Looks at which some runs ended in one way, out of all runs. */
export class Tally {
  readonly #looks: number[] = [];
  #runs = 0;

  /** Counts a run; null where it did not end so. */
  add(look: number | null): void {
    this.#runs += 1;
    if (look !== null) this.#looks.push(look);
  }

  /** Percent of runs and, where at least half of them ended so, their median look: `96@68`. */
  toString(): string {
    const percent = (100 * this.#looks.length) / this.#runs;
    const share = percent === 0 || percent >= 9.95 ? percent.toFixed(0) : percent.toFixed(1);
    return percent >= 50 ? `${share}@${Math.round(median(this.#looks))}` : share;
  }
}
