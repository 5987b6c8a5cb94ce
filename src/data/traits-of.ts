import type { Trait } from '../model/sections/data/statistics.ts';
import type { ValueFamily } from './value-family.ts';

const ofText: readonly (readonly [Trait, RegExp])[] = [
  ['empty', /^$/],
  ['outer-space', /^\s|\s$/],
  ['quote', /['"\\]/],
  ['control-character', /[\u0000-\u0008\u000a-\u001f\u007f]/],
  ['non-ascii', /[^\u0000-\u007f]/],
  ['beyond-basic-plane', /[\u{10000}-\u{10ffff}]/u],
];
const ofNumbers: readonly (readonly [Trait, RegExp])[] = [
  ['negative', /^-[\d.]/],
  ['infinite', /^-?infinity$/i],
];

/**
 * What values can be that code forgets: empty, quoted, beyond ASCII, negative, infinite.
 *
 * @example traitsOf(['Zoë', ''], 'text') // ['empty', 'non-ascii']
 */
export function traitsOf(values: readonly string[], family: ValueFamily): Trait[] {
  const patterns = family === 'text' || family === 'exact' ? ofText : ofNumbers;
  return patterns.flatMap(([trait, pattern]) => (values.some((value) => pattern.test(value)) ? [trait] : []));
}
