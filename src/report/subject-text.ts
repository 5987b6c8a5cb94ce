import type { Subject } from '../model/subject.ts';
import { plainText } from './escape/plain-text.ts';

/** Longer names are no names. */
const longest = 80;

/**
 * What was judged, in a few words.
 *
 * @example subjectText({ service: 'shop', region: 'eu-west-1', release: null }) // 'shop, eu-west-1'
 */
export function subjectText({ service, region, release }: Subject): string {
  const build = [release?.ref, release?.sha?.slice(0, 10)].filter(Boolean).join(' ');
  return [service, region ?? '', build]
    .filter((part) => part !== '')
    .map((part) => plainText(part, longest))
    .join(', ');
}
