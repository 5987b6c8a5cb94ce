import type { CommandOf } from '../chatops/command.ts';
import { UsageError } from '../model/usage-error.ts';
import { minuteText } from '../report/answer/minute-text.ts';
import type { Hold, HoldOwner } from './hold.ts';

const hour = 3600;
const day = 24 * hour;
/** A lock that was forgotten ends by itself. */
const usualLock = 4 * hour;
const longestLock = 7 * day;
const longestFreeze = 90 * day;

const after = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000).toISOString();

/**
 * The lock that a command asks for.
 *
 * @throws UsageError where it would last longer than 7 days
 */
export function lockOf({ environment, lasts, reason }: CommandOf<'lock'>, owner: HoldOwner, now: Date): Hold {
  const seconds = lasts ?? usualLock;
  if (!(seconds <= longestLock)) throw new UsageError('invalid-option', 'a lock lasts at most 7 days; lock again then');
  return { environment, owner, reason, until: after(now, seconds) };
}

/**
 * The freeze that a command asks for.
 *
 * @throws UsageError where its end is past, or more than 90 days ahead
 */
export function freezeOf({ environment, until, reason }: CommandOf<'freeze'>, login: string, now: Date): Hold {
  const seconds = (Date.parse(until) - now.getTime()) / 1000;
  if (!(seconds > 0))
    throw new UsageError('invalid-option', `${minuteText(until)} is past; wanted an end that is to come`);
  if (!(seconds <= longestFreeze)) {
    throw new UsageError('invalid-option', `${minuteText(until)} is too far; a freeze lasts at most 90 days`);
  }
  return { environment, owner: { login, pullRequest: null }, reason, until };
}
