import type { Form, Given, Known } from './form.ts';
import { Misread, misreadWord, quoted } from './misread.ts';
import { readEnvironment } from './read-environment.ts';
import { readOptions } from './read-options.ts';
import { joinWords, type Word } from './split-words.ts';

const longestReason = 500;

/** The rest as a reason; null where there is none. */
export function optionalReason({ rest }: Given): string | null {
  const reason = joinWords(rest).trim();
  if (reason.length > longestReason) {
    throw new Misread(`the reason has ${reason.length} characters; wanted at most ${longestReason}`);
  }
  return reason === '' ? null : reason;
}

/** The rest as a reason, without which the command is not obeyed. */
export function requiredReason(given: Given): string {
  const reason = optionalReason(given);
  if (reason === null) throw new Misread('a reason is missing at the end, for whoever wonders why');
  return reason;
}

/** Refuses words behind a command that takes none. */
export function nothingElse({ rest }: Given): void {
  const [first] = rest;
  if (first !== undefined) throw misreadWord(first.text, `${quoted(first.text)} is too much here`);
}

/**
 * Sorts the words behind a command into environment, options and the rest.
 *
 * @throws Misread
 */
export function readGiven(words: readonly Word[], form: Form, { environments }: Known): Given {
  const { values, rest } = readOptions(words, form.options);
  const named = form.hasEnvironment ? readEnvironment(rest[0] ?? null, environments) : null;
  return {
    environment: named?.environment ?? '',
    text: (option) => values.get(option) ?? null,
    flag: (option) => values.has(option),
    rest: named?.isNamed === true ? rest.slice(1) : rest,
  };
}
