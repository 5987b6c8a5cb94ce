import { z } from 'zod';
import type { Answer } from '../../src/chatops/answer.ts';
import { answerMarkdown } from '../../src/report/answer/answer-markdown.ts';
import type { BotEvent } from '../events/event.ts';
import { keepOwnComment } from '../incidents/own-comment.ts';
import type { Begun } from './begun.ts';

/** Who asked for a validation that is none of the schedule’s. */
export const Asked = z.object({
  by: z.string(),
  /** Issue or pull request where the outcome is told; null where that is done elsewhere. */
  issue: z.number().int().positive().nullable(),
});
export type Asked = z.infer<typeof Asked>;

function answerOf(begun: Begun): Answer {
  switch (begun.state) {
    case 'dispatched':
      return { mood: 'working', title: `The validation has started as run ${begun.runId}`, lines: [] };
    case 'done':
      return { mood: 'done', title: 'The validation of staging has ended', lines: begun.verdicts };
    case 'failed':
      return { mood: 'failed', title: 'The validation of staging could not be made', lines: [begun.note] };
    case 'skipped':
      return { mood: 'refused', title: 'The validation of staging was not begun', lines: [begun.note] };
  }
}

/** Says what became of a validation where it was asked for: with a comment of its own, for an answer that is edited calls nobody. */
export async function tellAsker(
  event: BotEvent,
  { by, issue }: Asked,
  told: { slot: Date; begun: Begun },
): Promise<void> {
  const { repository } = event;
  if (repository === null || issue === null) return;
  const marker = `tollgate:validation:${told.slot.toISOString()}`;
  const place = { ...repository, issue, login: await event.login(), marker };
  const answer = answerOf(told.begun);
  const lines = [...answer.lines, ['Asked for by ', { code: by }]];
  await keepOwnComment(await event.github(), place, { text: answerMarkdown({ ...answer, lines }) });
}
