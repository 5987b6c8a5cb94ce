import leven from 'leven';
import { verbs } from './grammar.ts';
import { misreadWord, quoted } from './misread.ts';
import { skeleton } from './skeleton.ts';

/** Whether a line is meant for us: it is, it nearly is, or it is somebody else’s. */
export type Recognised =
  | { readonly kind: 'ours' }
  | { readonly kind: 'mistake'; readonly message: string }
  | { readonly kind: 'nothing' };

const longestVerb = 30;

/** A verb of ours that a word was probably meant to be. Other bots have commands too: it must begin alike and differ little. */
function meant(word: string): string | null {
  const allowed = word.length > 5 ? 2 : 1;
  const near = [...verbs].filter((verb) => verb[0] === word[0] && leven(verb, word) <= allowed);
  return near.sort((a, b) => leven(a, word) - leven(b, word))[0] ?? null;
}

/**
 * Tells whether a line is a command of ours, by its first word alone.
 *
 * @example recognise('/rollback') // { kind: 'ours' }
 * @example recognise('> /rollback') // { kind: 'nothing' }
 */
export function recognise(line: string): Recognised {
  const [first = ''] = line.slice(0, 4 * longestVerb).split(/\s/, 1);
  if (!skeleton(first.slice(0, 1)).startsWith('/') || first.length > longestVerb) return { kind: 'nothing' };
  const word = first.slice(1);
  if (first.startsWith('/') && verbs.has(word.toLowerCase())) return { kind: 'ours' };
  const looks = skeleton(first).slice(1);
  if (verbs.has(looks)) {
    return { kind: 'mistake', message: misreadWord(first, `${quoted(first)} is no command; write /${looks}`).message };
  }
  const near = meant(looks);
  if (near === null) return { kind: 'nothing' };
  return { kind: 'mistake', message: `there is no command ${quoted(first)}; did you mean /${near}?` };
}
