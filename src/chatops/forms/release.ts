import type { RollbackTarget } from '../command.ts';
import type { Form } from '../form.ts';
import { nothingElse, optionalReason, requiredReason } from '../given.ts';
import { misreadWord, quoted } from '../misread.ts';

/** A name that Git takes for a tag, and that cannot be an option, a range or a path upwards. */
const tag = /^(?![-/.])(?!.*(?:\.\.|\/\/|@\{|\.lock$|[/.]$))[A-Za-z0-9._/+@-]{1,200}$/;

function readTarget(text: string | null): RollbackTarget {
  if (text === null || text.toLowerCase() === 'previous') return { kind: 'previous' };
  if (/^[0-9a-f]{7,40}$/i.test(text)) return { kind: 'commit', sha: text.toLowerCase() };
  if (tag.test(text)) return { kind: 'tag', tag: text };
  throw misreadWord(
    text,
    `--to ${quoted(text)} is no release; wanted a commit (7 to 40 hexadecimal digits), a tag, or previous`,
  );
}

/** What users get: the way back, and the door. */
export const releaseForms: readonly Form[] = [
  {
    kind: 'rollback',
    words: 'rollback',
    usage: '[environment] [--to sha|tag|previous] [--service name] [--dry-run] [--force] [--revert-pr] [reason…]',
    does: 'puts an environment back to a release that once served there',
    access: 'release',
    hasEnvironment: true,
    options: new Map([
      ['to', 'a commit, a tag, or previous'],
      ['service', 'name of a service'],
      ['dry-run', null],
      ['force', null],
      ['revert-pr', null],
    ]),
    read: (given) => ({
      kind: 'rollback',
      environment: given.environment,
      service: given.text('service'),
      to: readTarget(given.text('to')),
      dryRun: given.flag('dry-run'),
      force: given.flag('force'),
      revertPr: given.flag('revert-pr'),
      reason: given.flag('force') ? requiredReason(given) : optionalReason(given),
    }),
  },
  {
    kind: 'gate-status',
    words: 'gate status',
    usage: '[environment] [--service name]',
    does: 'says whether the gate would let a release in now, and why',
    access: 'look',
    hasEnvironment: true,
    options: new Map([['service', 'name of a service']]),
    read: (given) => {
      nothingElse(given);
      return { kind: 'gate-status', environment: given.environment, service: given.text('service') };
    },
  },
  {
    kind: 'gate-override',
    words: 'gate override',
    usage: '[environment] [--service name] <reason…>',
    does: 'opens the gate for one commit in one environment for 60 minutes',
    access: 'override',
    hasEnvironment: true,
    options: new Map([['service', 'name of a service']]),
    read: (given) => ({
      kind: 'gate-override',
      environment: given.environment,
      service: given.text('service'),
      reason: requiredReason(given),
    }),
  },
];
