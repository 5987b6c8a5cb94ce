import { checks } from '../../model/policy.ts';
import { type Mistake, mistakeAt } from '../mistake.ts';
import { itemsAt, type Path, placeOf, type Tree, textAt } from '../tree.ts';
import type { MeaningCheck } from './meaning-check.ts';

/** Names under which the verdict itself reports whether enough was measured. */
const isReserved = (name: string) => Object.hasOwn(checks, name) || name === 'evidence' || name.endsWith('-measured');

/** A check of one’s own has a name of its own: under the name of another it would be taken for that one, and could stand in for it. */
export const checkCustomNames: MeaningCheck = (settings) => {
  const first = new Map<string, Path>();
  return itemsAt(settings, ['custom']).flatMap((custom, index) => {
    const path = ['custom', index, 'name'];
    const name = textAt(custom, ['name']);
    if (name === undefined) return [];
    const earlier = first.get(name);
    if (earlier === undefined) first.set(name, path);
    return wrongName(settings, path, { name, earlier });
  });
};

function wrongName(settings: Tree, path: Path, given: { name: string; earlier: Path | undefined }): Mistake[] {
  const { name, earlier } = given;
  if (isReserved(name)) {
    const wanted = 'a name that is neither a built-in check nor “evidence” and does not end in “-measured”';
    return [mistakeAt(settings, path, { wanted })];
  }
  if (earlier === undefined) return [];
  const message = `the name ${JSON.stringify(name.slice(0, 80))} stands twice; first in line ${placeOf(settings, earlier).line}`;
  return [mistakeAt(settings, path, { message, wanted: 'another name' })];
}
