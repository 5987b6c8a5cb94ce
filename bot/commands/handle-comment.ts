import type { Answer } from '../../src/chatops/answer.ts';
import type { BotEvent } from '../events/event.ts';
import { admit, mostCommands } from './admit.ts';
import { answerer } from './answer-comment.ts';
import type { CommandHandlers } from './command-request.ts';
import { type GivenLine, obeyLine } from './obey-line.ts';
import { react } from './react.ts';
import { refuse } from './refuse.ts';

/** A comment whose first line may be a command. */
export interface CommandComment {
  readonly repository: { readonly owner: string; readonly repo: string };
  readonly issue: number;
  readonly isPullRequest: boolean;
  readonly isOpen: boolean;
  readonly comment: number;
  readonly link: string;
  readonly writtenAt: Date;
  readonly actor: string;
  readonly line: string;
}

/** A command that waited longer (the bot was down) may no longer be what its author wants. */
const oldestMinutes = 15;

const tooMany = refuse(
  `These are more than ${mostCommands} commands in ten minutes; further ones are not answered for a while`,
);

const looking: Answer = { mood: 'working', title: 'This is being looked at', lines: [] };

/** What GitHub answers where nothing can be written, now or later: a locked issue, one that is gone, an author who blocked the App. */
const unanswerable = new Set([403, 404, 410, 422]);

/**
 * Answers a comment that holds a command with one comment, and carries the command out.
 *
 * The answer is begun first, because nothing is done where that could not be said: on a locked issue, for example.
 */
export async function handleComment(
  event: BotEvent,
  comment: CommandComment,
  handlers: CommandHandlers,
): Promise<void> {
  const { repository, actor } = comment;
  const { store, deliveryId, now } = event;
  const counted = { deliveryId, repository: `${repository.owner}/${repository.repo}`, actor, now };
  const admitted = await admit(store, counted);
  if (admitted === 'ignore') return;
  const github = await event.github();
  const place = { ...repository, comment: comment.comment };
  await react(github, place, 'eyes');
  const since = comment.writtenAt.toISOString();
  const reply = answerer(github, { ...place, issue: comment.issue, since, login: await event.login() });
  if (!(await canAnswer(event, reply))) return;
  const answer =
    admitted === 'say-once'
      ? tooMany
      : await answerTo(event, comment, (given) => obeyLine({ ...given, reply }, handlers));
  await reply(answer);
  const wentWell = ['done', 'waiting', 'working'].includes(answer.mood);
  await react(github, place, wentWell ? 'rocket' : 'confused');
}

async function canAnswer({ log }: BotEvent, reply: (answer: Answer) => Promise<void>): Promise<boolean> {
  try {
    await reply(looking);
    return true;
  } catch (error) {
    const { status } = Object(error) as { status?: number };
    if (status === undefined || !unanswerable.has(status)) throw error;
    log.warn({ status }, 'a command was not obeyed: it cannot be answered where it was given');
    return false;
  }
}

async function answerTo(
  event: BotEvent,
  comment: CommandComment,
  obey: (given: Omit<GivenLine, 'reply'>) => Promise<Answer>,
): Promise<Answer> {
  const minutes = Math.floor((event.now.getTime() - comment.writtenAt.getTime()) / 60_000);
  if (!(minutes < oldestMinutes)) {
    return refuse(
      `This was written ${minutes} minutes ago and is no longer obeyed; write it again if it is still meant`,
    );
  }
  const { github, appId, login, store, log, now, deliveryId, notify, later } = event;
  const { repository, actor, line, issue, isPullRequest, isOpen, link } = comment;
  const origin = { kind: 'comment', issue, isPullRequest, isOpen, comment: comment.comment, link } as const;
  const services = { github, appId, login, store, log, now, deliveryId, notify, later };
  return obey({ ...services, origin, actor, repository, line, givenAt: comment.writtenAt });
}
