import { Misread } from './misread.ts';

/** One word of a command line. */
export interface Word {
  /** Without the quotes around it. */
  readonly text: string;
  /** As it was written. */
  readonly written: string;
  readonly isQuoted: boolean;
}

/** A quoted text, or anything up to the next blank; telephones and Slack turn straight quotes into curly ones. */
const pattern = /["“”„]([^"“”„]*)["“”](?=\s|$)|(\S+)/gu;

/**
 * Splits a line into words; "double quotes" hold several together.
 *
 * @throws Misread where a quote does not end
 * @example splitWords('lock "the shop" now').map(({ text }) => text) // ['lock', 'the shop', 'now']
 */
export function splitWords(line: string): Word[] {
  return [...line.matchAll(pattern)].map(([written, quoted, bare]) => {
    if (bare !== undefined && /^["“”„]/u.test(bare)) {
      throw new Misread('a quotation mark does not end, or a letter follows its end');
    }
    return { text: quoted ?? bare ?? '', written, isQuoted: quoted !== undefined };
  });
}

/** Several words as the text that they are: one quoted text loses its quotes, words of a sentence keep theirs. */
export function joinWords(words: readonly Word[]): string {
  const [only, ...more] = words;
  return only !== undefined && more.length === 0 ? only.text : words.map(({ written }) => written).join(' ');
}
