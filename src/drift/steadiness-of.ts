import type { Verdict } from '../model/verdict.ts';
import { sightingOf } from './find-drifts.ts';

/** How steadily a drift was there. */
export interface Steadiness {
  /** Runs that could tell, and those of them that saw it. */
  readonly told: number;
  readonly seen: number;
  /** How often it came or went from one of these runs to the next. */
  readonly changes: number;
  /** It comes and goes, so that neither state is to be trusted. */
  readonly isFlapping: boolean;
}

/** Coming, going and coming again; once there and once gone is only news. */
const flappingChanges = 3;

/**
 * Tells how steadily a drift was there; runs that could not measure it say nothing.
 *
 * @param verdicts of one service, in either order
 */
export function steadinessOf(verdicts: readonly Verdict[], key: string): Steadiness {
  const told = verdicts.map((verdict) => sightingOf(verdict, key)).filter((sighting) => sighting !== 'unknown');
  const changes = told.filter((sighting, index) => index > 0 && sighting !== told[index - 1]).length;
  const seen = told.filter((sighting) => sighting === 'seen').length;
  return { told: told.length, seen, changes, isFlapping: changes >= flappingChanges };
}
