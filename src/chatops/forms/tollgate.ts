import type { Form } from '../form.ts';
import { nothingElse } from '../given.ts';
import { Misread, misreadWord, quoted } from '../misread.ts';
import { readUntil } from '../read-until.ts';
import type { Word } from '../split-words.ts';

function readWord([first, ...more]: readonly Word[], pattern: RegExp, wanted: string): string {
  if (first === undefined) throw new Misread(`missing: wanted ${wanted}`);
  const [second] = more;
  if (second !== undefined) throw misreadWord(second.text, `${quoted(second.text)} is too much here`);
  if (!pattern.test(first.text)) throw misreadWord(first.text, `${quoted(first.text)}: wanted ${wanted}`);
  return first.text;
}

/** Tollgate itself: help, waivers, incidents, and the second person’s word. */
export const tollgateForms: readonly Form[] = [
  {
    kind: 'accept',
    words: 'tollgate accept',
    usage: '<fingerprint> until <day> because <reason…>',
    does: 'accepts one finding until a day at most 90 days ahead, by a pull request to the configuration',
    access: 'act',
    hasEnvironment: false,
    options: new Map(),
    read: ({ rest: [finding, ...words] }) => ({
      kind: 'accept',
      finding: readWord(finding === undefined ? [] : [finding], /^[0-9a-f]{6,64}$/, 'the fingerprint of a finding'),
      ...readUntil(words, 'day'),
    }),
  },
  {
    kind: 'help',
    words: 'tollgate help',
    usage: '',
    does: 'says what this repository allows, and to whom',
    access: 'look',
    hasEnvironment: false,
    options: new Map(),
    read: (given) => {
      nothingElse(given);
      return { kind: 'help' };
    },
  },
  {
    kind: 'confirm',
    words: 'confirm',
    usage: '<code>',
    does: 'lets another person’s command happen; the code stands in the answer to it',
    access: 'release',
    hasEnvironment: false,
    options: new Map(),
    read: ({ rest }) => ({
      kind: 'confirm',
      code: readWord(rest, /^[a-z0-9]{6,12}$/i, 'the code of the command').toLowerCase(),
    }),
  },
  {
    kind: 'incident-test',
    words: 'incident test',
    usage: '',
    does: 'writes a test of this incident',
    access: 'act',
    hasEnvironment: false,
    options: new Map(),
    read: (given) => {
      nothingElse(given);
      return { kind: 'incident-test' };
    },
  },
  {
    kind: 'incident-class',
    words: 'incident class',
    usage: '<class>',
    does: 'says which class this incident is of',
    access: 'act',
    hasEnvironment: false,
    options: new Map(),
    read: ({ rest }) => ({
      kind: 'incident-class',
      class: readWord(rest, /^[a-z][a-z0-9-]{1,60}$/, 'a class: lower-case words joined by -'),
    }),
  },
];
