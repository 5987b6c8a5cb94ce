import { mistakeAt } from '../mistake.ts';
import { itemsAt, textAt } from '../tree.ts';
import type { MeaningCheck } from './meaning-check.ts';

const longestDays = 90;
const day = 86_400_000;

/** A waiver ends at most 90 days from now: nothing is silent for ever. A date that does not exist is the schema’s to refuse. */
export const checkWaivers: MeaningCheck = (settings, { now }) => {
  const last = new Date(now.getTime() + longestDays * day).toISOString().slice(0, 10);
  return itemsAt(settings, ['waivers']).flatMap((waiver, index) => {
    const expires = textAt(waiver, ['expires']);
    if (expires === undefined || !(expires > last) || Number.isNaN(Date.parse(expires))) return [];
    const wanted = `a date at most ${longestDays} days ahead (${last} or earlier)`;
    return [mistakeAt(settings, ['waivers', index, 'expires'], { wanted })];
  });
};
