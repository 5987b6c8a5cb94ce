import { z } from 'zod';
import { commandLineOf } from '../../src/chatops/command-line-of.ts';
import { recognise } from '../../src/chatops/recognise.ts';
import type { CommandHandlers } from '../commands/command-request.ts';
import { handleComment } from '../commands/handle-comment.ts';
import type { EventHandler } from './event.ts';

const Created = z.object({
  issue: z.object({ number: z.number().int().positive(), state: z.string(), pull_request: z.unknown().optional() }),
  comment: z.object({
    id: z.number().int().positive(),
    body: z.string(),
    html_url: z.string(),
    created_at: z.iso.datetime(),
    user: z.object({ login: z.string(), type: z.string() }).nullable(),
  }),
});

/**
 * Somebody has written a comment. Only new ones of people count: an edit is not a command, and bots give none.
 *
 * What GitHub calls the author’s association (member, contributor …) is no permission and is not read.
 */
export const commentHandler =
  (handlers: CommandHandlers): EventHandler =>
  async (event) => {
    if (event.action !== 'created' || event.repository === null) return;
    const { issue, comment } = Created.parse(event.payload);
    const line = commandLineOf(comment.body);
    if (comment.user?.type !== 'User' || line === null || recognise(line).kind === 'nothing') return;
    await handleComment(
      event,
      {
        repository: event.repository,
        issue: issue.number,
        isPullRequest: issue.pull_request !== undefined && issue.pull_request !== null,
        isOpen: issue.state === 'open',
        comment: comment.id,
        link: comment.html_url,
        writtenAt: new Date(comment.created_at),
        actor: comment.user.login,
        line,
      },
      handlers,
    );
  };
