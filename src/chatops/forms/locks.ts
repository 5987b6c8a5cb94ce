import { parseDuration } from '../../model/duration.ts';
import type { Form } from '../form.ts';
import { nothingElse, requiredReason } from '../given.ts';
import { Misread } from '../misread.ts';
import { readUntil } from '../read-until.ts';

function readDuration(text: string | null): number | null {
  if (text === null) return null;
  try {
    return parseDuration(text);
  } catch (error) {
    throw new Misread(`--for: ${(error as Error).message}`, { cause: error });
  }
}

/** Who has an environment to himself, and when nobody may release. */
export const lockForms: readonly Form[] = [
  {
    kind: 'lock-info',
    words: 'lock info',
    usage: '[environment]',
    does: 'says who holds an environment, until when, and why',
    access: 'look',
    hasEnvironment: true,
    options: new Map(),
    read: (given) => {
      nothingElse(given);
      return { kind: 'lock-info', environment: given.environment };
    },
  },
  {
    kind: 'lock',
    words: 'lock',
    usage: '[environment] [--for 2h] <reason…>',
    does: 'keeps everybody else’s releases out of an environment, until it is unlocked, its pull request is closed, or the time is over',
    access: 'act',
    hasEnvironment: true,
    options: new Map([['for', 'a duration such as 30m or 2h']]),
    read: (given) => ({
      kind: 'lock',
      environment: given.environment,
      lasts: readDuration(given.text('for')),
      reason: requiredReason(given),
    }),
  },
  {
    kind: 'unlock',
    words: 'unlock',
    usage: '[environment] [--force]',
    does: 'gives back a lock of your own; with --force anybody’s',
    access: 'act',
    hasEnvironment: true,
    options: new Map([['force', null]]),
    read: (given) => {
      nothingElse(given);
      return { kind: 'unlock', environment: given.environment, force: given.flag('force') };
    },
  },
  {
    kind: 'freeze',
    words: 'freeze',
    usage: '[environment] until <day or instant> because <reason…>',
    does: 'keeps all releases out of an environment until then; rollbacks stay possible',
    access: 'override',
    hasEnvironment: true,
    options: new Map(),
    read: (given) => {
      const { until, reason } = readUntil(given.rest, 'instant');
      return { kind: 'freeze', environment: given.environment, until, reason };
    },
  },
  {
    kind: 'unfreeze',
    words: 'unfreeze',
    usage: '[environment]',
    does: 'lifts a freeze before its end',
    access: 'override',
    hasEnvironment: true,
    options: new Map(),
    read: (given) => {
      nothingElse(given);
      return { kind: 'unfreeze', environment: given.environment };
    },
  },
];
