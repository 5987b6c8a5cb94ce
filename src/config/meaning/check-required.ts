import { mistakeAt } from '../mistake.ts';
import { itemsAt, partAt, textAt } from '../tree.ts';
import type { MeaningCheck } from './meaning-check.ts';

/** Something that users notice must be required: a list that is empty, or holds resources only, would let a run pass that measured no request. */
export const checkRequired: MeaningCheck = (settings) => {
  if (partAt(settings, ['required'])?.kind !== 'list') return [];
  const names = itemsAt(settings, ['required']).map((item) => textAt(item, []));
  // A misspelt name is reported on its own.
  if (names.some((name) => name?.startsWith('resources/') !== true)) return [];
  const wanted = 'at least one check of latency, errors or traffic, such as latency/p95';
  return [mistakeAt(settings, ['required'], { message: `wanted ${wanted}: without one nothing can pass`, wanted })];
};
