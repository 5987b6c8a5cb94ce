import { mistakeAt } from '../mistake.ts';
import { partAt, textAt } from '../tree.ts';
import type { MeaningCheck } from './meaning-check.ts';

/** A window of two instants has its own length: `timerange` beside it would be obeyed by one side only, and silently. */
export const checkWindows: MeaningCheck = (settings) => {
  const fixed = ['production', 'staging'].find((side) => textAt(settings, [side, 'window'])?.includes('/') === true);
  if (fixed === undefined || partAt(settings, ['timerange']) === undefined) return [];
  const message = `timerange does not apply beside the fixed window of ${fixed}`;
  return [mistakeAt(settings, ['timerange'], { message, wanted: 'either timerange, or a window for each side' })];
};
