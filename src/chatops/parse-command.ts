import type { Command } from './command.ts';
import type { Form, Known } from './form.ts';
import { readGiven } from './given.ts';
import { grammar, verbs } from './grammar.ts';
import { Misread, misreadWord, quoted } from './misread.ts';
import { recognise } from './recognise.ts';
import { splitWords, type Word } from './split-words.ts';

/** What a line says: a command, a command that cannot be obeyed as it stands, or nothing that is meant for us. */
export type ParsedCommand =
  | { readonly kind: 'command'; readonly command: Command }
  /** `message`: what is wrong, and what to write instead; holds the stranger’s words, so it is escaped where it is shown. */
  | { readonly kind: 'mistake'; readonly message: string }
  | { readonly kind: 'nothing' };

const longestLine = 2000;

/** The most special form whose words these are. */
function formFor(words: readonly Word[]): Form {
  const given = words.slice(0, 2).map(({ text }) => text.toLowerCase());
  const [verb = '', second = ''] = given;
  const exact =
    grammar.find((form) => form.words === `${verb} ${second}`) ?? grammar.find(({ words: own }) => own === verb);
  if (exact !== undefined) return exact;
  const seconds = grammar
    .filter((form) => form.words.startsWith(`${verb} `))
    .map((form) => form.words.slice(verb.length + 1));
  const wanted = `wanted /${verb} ${seconds.join(`, /${verb} `)}`;
  if (second === '') throw new Misread(`a word is missing behind /${verb}: ${wanted}`);
  const text = words[1]?.text ?? '';
  throw misreadWord(text, `/${verb} knows no ${quoted(text)}: ${wanted}`);
}

/** `/tollgate rollback` is `/rollback`: where another bot has a command of the same name, and in Slack. */
function withoutOwnName(words: readonly Word[]): readonly Word[] {
  const [first, second] = words;
  if (first?.text.toLowerCase() !== 'tollgate' || second === undefined) return words;
  const next = second.text.toLowerCase();
  return next !== 'tollgate' && verbs.has(next) ? words.slice(1) : words;
}

/**
 * Reads a command out of its words, the first of which is its name without a slash.
 *
 * @throws Misread
 */
export function readCommand(words: readonly Word[], known: Known): Command {
  const own = withoutOwnName(words);
  const form = formFor(own);
  return form.read(readGiven(own.slice(form.words.split(' ').length), form, known));
}

/**
 * Reads a line that may be a command: the first line of a comment, or what somebody wrote to us in Slack.
 *
 * @example parseCommand('/rollback production --to v1.2.3', { environments: ['production'] }).kind // 'command'
 * @example parseCommand('/close', { environments: [] }) // { kind: 'nothing' }
 */
export function parseCommand(line: string, known: Known): ParsedCommand {
  const recognised = recognise(line);
  if (recognised.kind !== 'ours') return recognised;
  try {
    if (line.length > longestLine)
      throw new Misread(`the line has ${line.length} characters; wanted at most ${longestLine}`);
    return { kind: 'command', command: readCommand(splitWords(line.trim().slice(1)), known) };
  } catch (error) {
    if (error instanceof Misread) return { kind: 'mistake', message: error.message };
    throw error;
  }
}
