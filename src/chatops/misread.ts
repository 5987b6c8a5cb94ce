import { visible } from '../report/escape/plain-text.ts';
import { lookAlikes } from './skeleton.ts';

/** A command that is ours but cannot be obeyed as it stands; its message says what was given, what is wanted, and what to do. */
export class Misread extends Error {
  override readonly name = 'Misread';
}

const longest = 80;

/**
 * A stranger's word as it is quoted in a message.
 *
 * @example quoted('a\u202Eb') // '"a\\u{202e}b"'
 */
export function quoted(word: string): string {
  const seen = visible(word);
  return `"${seen.length > longest ? `${seen.slice(0, longest)}…` : seen}"`;
}

/** A mistake about one word, which also names the letters in it that only look like others. */
export function misreadWord(word: string, message: string): Misread {
  const strange = lookAlikes(word);
  if (strange.length === 0) return new Misread(message);
  const names = strange.map(({ letter, code, like }) => `${visible(letter)} (${code}) is not ${like}`).join(', ');
  return new Misread(`${message}. It holds letters that only look like others: ${names}`);
}
