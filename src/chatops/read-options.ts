import { nearest } from '../model/nearest.ts';
import type { Form } from './form.ts';
import { Misread, misreadWord, quoted } from './misread.ts';
import { skeleton } from './skeleton.ts';
import type { Word } from './split-words.ts';

type Options = Form['options'];

/** What stands behind the dashes of an option; null where the word is none. Telephones make one long dash of two hyphens. */
function optionText({ text, isQuoted }: Word, options: Options): string | null {
  if (isQuoted || text.length < 3) return null;
  if (text.startsWith('--')) return text.slice(2);
  const name = skeleton(text).replace(/^-+/, '').split('=', 1)[0] ?? '';
  if (!skeleton(text).startsWith('-') || !options.has(name)) return null;
  throw new Misread(`${quoted(text)} is no option; write two plain hyphens: --${name}`);
}

function unknownOption(name: string, options: Options): Misread {
  const names = [...options.keys()];
  const near = nearest(name, names);
  const all = names.map((one) => `--${one}`).join(', ');
  const wanted = names.length === 0 ? 'this command has no options' : `wanted ${all}`;
  const hint = near === null ? wanted : `did you mean --${near}?`;
  return misreadWord(name, `there is no option ${quoted(`--${name}`)}: ${hint}`);
}

interface Option {
  readonly name: string;
  readonly value: string;
  /** Whether its value is the next word. */
  readonly tookNext: boolean;
}

function readFlag(name: string, inline: string | null): Option {
  if (inline !== null) throw new Misread(`--${name} takes no value`);
  return { name, value: '', tookNext: false };
}

function readOption(text: string, next: Word | undefined, options: Options): Option {
  const at = text.indexOf('=');
  const name = at < 0 ? text : text.slice(0, at);
  const inline = at < 0 ? null : text.slice(at + 1);
  const placeholder = options.get(name);
  if (placeholder === undefined) throw unknownOption(name, options);
  if (placeholder === null) return readFlag(name, inline);
  const value = inline ?? next?.text ?? '';
  if (value === '' || value.startsWith('--')) throw new Misread(`--${name} wants a value: ${placeholder}`);
  return { name, value, tookNext: inline === null };
}

/**
 * Takes the options out of the words of a command, wherever they stand; all behind a lone `--` is text.
 *
 * @throws Misread for an option that is unknown, given twice or without its value: `--dryrun` must never be a part of a reason
 */
export function readOptions(
  words: readonly Word[],
  options: Options,
): { readonly values: ReadonlyMap<string, string>; readonly rest: readonly Word[] } {
  const values = new Map<string, string>();
  const rest: Word[] = [];
  const end = words.findIndex(({ text, isQuoted }) => text === '--' && !isQuoted);
  const before = end < 0 ? words : words.slice(0, end);
  let taken = -1;
  for (const [place, word] of before.entries()) {
    if (place === taken) continue;
    const text = optionText(word, options);
    if (text === null) {
      rest.push(word);
      continue;
    }
    const { name, value, tookNext } = readOption(text, before[place + 1], options);
    if (values.has(name)) throw new Misread(`--${name} is given twice`);
    values.set(name, value);
    if (tookNext) taken = place + 1;
  }
  return { values, rest: end < 0 ? rest : [...rest, ...words.slice(end + 1)] };
}
