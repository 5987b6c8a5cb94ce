import type { Answer } from '../../src/chatops/answer.ts';
import { parseCommand } from '../../src/chatops/parse-command.ts';
import { type Obeyed, obeyedConfiguration } from '../configuration/obeyed-configuration.ts';
import type { BotEvent, GitHub } from '../events/event.ts';
import { requireRight } from '../permissions/require-right.ts';
import { answerer } from './answer-comment.ts';
import type { CommandRequest } from './command-request.ts';
import { react } from './react.ts';
import { Refused, refuse } from './refuse.ts';
import { commandHandlers } from './registry.ts';
import { runCommand } from './run-command.ts';

/** A comment whose first line may be a command. */
export interface CommandComment {
  readonly repository: { readonly owner: string; readonly repo: string };
  readonly issue: number;
  readonly isPullRequest: boolean;
  readonly comment: number;
  readonly link: string;
  readonly writtenAt: Date;
  readonly actor: string;
  readonly line: string;
}

/** A command that waited longer (the bot was down) may no longer be what its author wants. */
const oldestMinutes = 15;

/** Answers a comment that holds a command, and carries it out. */
export async function handleComment(event: BotEvent, comment: CommandComment): Promise<void> {
  const { repository } = comment;
  const github = await event.github();
  await react(github, { ...repository, comment: comment.comment }, 'eyes');
  const since = comment.writtenAt.toISOString();
  const reply = answerer(github, {
    ...repository,
    issue: comment.issue,
    comment: comment.comment,
    since,
    login: await event.login(),
  });
  const answer = await answerTo(event, comment, { github, reply });
  await reply(answer);
  const wentWell = answer.mood === 'done' || answer.mood === 'waiting';
  await react(github, { ...repository, comment: comment.comment }, wentWell ? 'rocket' : 'confused');
}

interface Answering {
  readonly github: GitHub;
  readonly reply: CommandRequest['reply'];
}

async function answerTo(event: BotEvent, comment: CommandComment, { github, reply }: Answering): Promise<Answer> {
  const minutes = Math.floor((event.now.getTime() - comment.writtenAt.getTime()) / 60_000);
  if (!(minutes < oldestMinutes)) {
    return refuse(
      `This was written ${minutes} minutes ago and is no longer obeyed; write it again if it is still meant`,
    );
  }
  const read = await obeyedConfiguration(github, { ...comment.repository, now: event.now }).catch((error: unknown) => {
    event.log.error({ err: error }, 'the configuration could not be read');
    return null;
  });
  if (read === null) return refuse('GitHub did not give the configuration; nothing was done');
  return read.kind === 'lack' ? refuse(read.message) : answerWith(event, comment, { ...read, reply });
}

type Obeying = Extract<Obeyed, { kind: 'configuration' }> & Pick<Answering, 'reply'>;

async function answerWith(event: BotEvent, comment: CommandComment, given: Obeying): Promise<Answer> {
  const { configuration, sha, reply } = given;
  const { repository, actor, line, issue, isPullRequest, link } = comment;
  const { github, appId, login, store, log, now, deliveryId } = event;
  const services = { github, appId, login, store, log, now, deliveryId };
  const parsed = parseCommand(line, { environments: Object.keys(configuration.environments ?? {}) });
  if (parsed.kind !== 'command') {
    const message = parsed.kind === 'mistake' ? parsed.message : 'this is no command';
    return explain({ ...services, repository, configuration }, actor, message);
  }
  return runCommand(
    {
      ...services,
      origin: { kind: 'comment', issue, isPullRequest, comment: comment.comment, link },
      actor,
      repository,
      command: parsed.command,
      line,
      configuration,
      head: sha,
      confirmation: null,
      reply,
      available: new Set(commandHandlers.keys()),
    },
    commandHandlers,
  );
}

/** What is wrong with a command is told to those who might give a right one. */
async function explain(
  asking: Pick<CommandRequest, 'github' | 'repository' | 'configuration' | 'log'>,
  actor: string,
  message: string,
): Promise<Answer> {
  try {
    await requireRight(asking, actor, 'look');
    return refuse(message, [{ code: '/tollgate help' }, ' lists what you can ask for']);
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    asking.log.error({ err: error }, 'GitHub does not say what somebody may do');
    return refuse('GitHub does not say what you may do; nothing was done');
  }
}
