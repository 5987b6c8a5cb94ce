import { z } from 'zod';
import { piecesOf } from '../../src/chatops/answer.ts';
import { refsPort } from '../../src/github/refs-port.ts';
import { holdLine } from '../../src/locks/hold-answers.ts';
import { releaseOfPullRequest } from '../../src/locks/release-of-pull-request.ts';
import { answerMarkdown } from '../../src/report/answer/answer-markdown.ts';
import type { BotEvent } from '../events/event.ts';

const Closed = z.object({ number: z.number().int().positive() });

/** Gives back the locks of a pull request that was merged or closed, and says so there. */
export async function releaseLocks(event: BotEvent): Promise<void> {
  if (event.repository === null) return;
  const { number } = Closed.parse(event.payload);
  const client = await event.github();
  const released = await releaseOfPullRequest(refsPort({ client, ...event.repository }), number, event.now);
  if (released.length === 0) return;
  const body = answerMarkdown({
    mood: 'done',
    title: 'The locks of this pull request are given back, because it was closed',
    lines: released.map((hold) => [{ code: hold.environment }, ' was ', ...piecesOf(holdLine(hold, 'lock'))]),
  });
  await client.rest.issues.createComment({ ...event.repository, issue_number: number, body });
}
