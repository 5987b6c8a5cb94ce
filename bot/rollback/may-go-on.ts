import type { Numbered } from '../../src/commands/rollback/ledgers.ts';
import { vouchersOf } from '../../src/commands/rollback/vouch.ts';
import type { Configuration } from '../../src/config/schema.ts';
import type { GitHubRepository } from '../../src/github/client.ts';
import { Refused } from '../commands/refuse.ts';
import type { BotEvent } from '../events/event.ts';
import { requireRight } from '../permissions/require-right.ts';

/** `later`: whoever began it may be about to vouch for it. */
export type Trust = 'trusted' | 'later' | 'untrusted';

/** So long may pass between the beginning of a record and the word of whoever began it, in milliseconds. */
const longestSilence = 300_000;

/**
 * Tells whether the bot may act for a record: one that it began itself for somebody who may roll back still, or one that such a person
 * vouches for.
 *
 * Anybody who may push can write a record with any name in it, and the bot may more than most.
 */
export async function mayGoOn(
  event: BotEvent,
  { repository, configuration }: { readonly repository: GitHubRepository; readonly configuration: Configuration },
  record: Numbered,
): Promise<Trust> {
  const { plan, begunAt, open, done } = record.state;
  const vouchers = await vouchersOf(repository, record.root);
  const isOwn = vouchers.has((await event.login()).toLowerCase());
  // Half a rollback is worse than one whose author has lost the right since.
  if (isOwn && (open !== null || done.size > 0)) return 'trusted';
  if (!isOwn && !vouchers.has(plan.by.toLowerCase())) {
    return event.now.getTime() - begunAt.getTime() < longestSilence ? 'later' : 'untrusted';
  }
  try {
    const { owner, repo } = repository;
    const asking = { github: event.github, repository: { owner, repo }, configuration };
    await requireRight(asking, plan.by, plan.forced ? 'force' : 'release');
    return 'trusted';
  } catch (error) {
    if (error instanceof Refused) return 'untrusted';
    throw error;
  }
}
