import type { Mistake } from '../mistake.ts';
import type { Tree } from '../tree.ts';

/** What the checks of meaning know besides the settings themselves. */
export interface Known {
  readonly now: Date;
  /** Names of the metric naming conventions; null: not checked. */
  readonly conventions: readonly string[] | null;
  /** The caller looks for a label that separates two environments on one server, so that having no selectors is no mistake. */
  readonly separatesLater: boolean;
}

/**
 * One check of what the settings of a service mean, beyond their form.
 *
 * It also runs where the form is wrong, so that every mistake is reported at once; so it takes nothing for granted.
 */
export type MeaningCheck = (settings: Tree, known: Known) => Mistake[];
