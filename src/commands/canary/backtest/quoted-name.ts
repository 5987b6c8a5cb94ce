import { visible } from '../../../report/escape/plain-text.ts';

/**
 * The name of a release in a message, whatever a stranger wrote into it.
 *
 * @example quotedName('1.43\u202E') // '"1.43\\u{202e}"'
 */
export function quotedName(name: string): string {
  return visible(JSON.stringify(name));
}
