import type { Thresholds } from './route-thresholds.ts';

/** A scenario as k6 wants it, and what a reviewer should know of it. */
export interface Scenario {
  readonly name: string;
  readonly comment: string;
  /** Keys of k6; `stages` may hold steps (see `Hold`). */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Rates that are held one after the other: seconds, and iterations per time unit. */
  readonly hold?: readonly Hold[];
}

export type Hold = readonly [seconds: number, target: number];

/** One script of the folder. */
export interface Variant {
  readonly file: string;
  /** What it does and what it is good for, line by line. */
  readonly about: readonly string[];
  /** Functions of `tollgate.js` that its scenarios call. */
  readonly calls: readonly string[];
  readonly scenarios: readonly Scenario[];
  readonly thresholds: Thresholds;
  /** Settings of this script alone, such as `noConnectionReuse`. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/**
 * A duration as k6 reads it.
 *
 * @example k6Duration(14_400) // '4h'
 */
export function k6Duration(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600}h`;
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
