import { formOf } from '../../../src/chatops/grammar.ts';
import { requireRight } from '../../permissions/require-right.ts';
import { findWaiting, useCode, type Waiting } from '../../store/confirmations.ts';
import { answerer } from '../answer-comment.ts';
import type { CommandHandler, CommandHandlers, CommandRequest, Origin } from '../command-request.ts';
import { Refused } from '../refuse.ts';

const day = 86_400_000;

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** The waiting command of a code, if this person may give the word for it. */
async function confirmable(request: CommandRequest, code: string): Promise<Waiting> {
  const { repository, store, now, actor, configuration } = request;
  const waiting = await findWaiting(store, `${repository.owner}/${repository.repo}`, code);
  if (waiting === null) throw new Refused(['No command waits here under ', { code }]);
  if (!(waiting.expiresAt > now)) throw new Refused('That command waited too long; give it again');
  if (!Object.hasOwn(configuration.environments ?? {}, waiting.environment)) {
    throw new Refused(['The configuration no longer names the environment ', { code: waiting.environment }]);
  }
  const { onCall } = await requireRight(request, actor, formOf(waiting.command.kind).access);
  if (isSame(actor, waiting.actor) && !onCall)
    throw new Refused('It takes another person than whoever gave the command');
  return waiting;
}

/**
 * `/confirm`: carries out the command that waited, as it was given and for what it was given for.
 *
 * Whoever gave it must still be allowed to.
 */
export function confirmWith(handlers: CommandHandlers): CommandHandler<'confirm'> {
  return async (request) => {
    const { code } = request.command;
    const waiting = await confirmable(request, code);
    const handle = handlers.get(waiting.command.kind);
    if (handle === undefined) throw new Refused('This version does not know that command');
    await requireRight(request, waiting.actor, formOf(waiting.command.kind).access);
    const { store, actor, deliveryId, now } = request;
    if (!(await useCode(store, { code, by: actor, deliveryId, now }))) {
      throw new Refused(['That command was confirmed already', ...(await byWhom(request, code))]);
    }
    await noteConfirmed(request, waiting);
    return handle({
      ...request,
      actor: waiting.actor,
      origin: JSON.parse(waiting.origin) as Origin,
      line: waiting.line,
      command: waiting.command,
      confirmation: { by: actor, subject: waiting.subject },
    });
  };
}

/** The answer that waited says that it does no longer; what becomes of the command is said where it was confirmed. */
async function noteConfirmed(request: CommandRequest, waiting: Waiting): Promise<void> {
  const origin = JSON.parse(waiting.origin) as Origin;
  if (origin.kind !== 'comment') return;
  const { repository, actor, log } = request;
  const since = new Date(waiting.expiresAt.getTime() - day).toISOString();
  const place = { ...repository, issue: origin.issue, comment: origin.comment, since, login: await request.login() };
  const where = request.origin.kind === 'comment' ? [': ', { link: 'what came of it', to: request.origin.link }] : [];
  const title = ['Confirmed by ', { code: actor }, ...where];
  await answerer(
    await request.github(),
    place,
  )({ mood: 'done', title, lines: [] }).catch((error: unknown) =>
    log.warn({ err: error }, 'an answer could not be brought up to date'),
  );
}

async function byWhom({ repository, store }: CommandRequest, code: string) {
  const used = await findWaiting(store, `${repository.owner}/${repository.repo}`, code);
  return used === null || used.confirmedBy === null ? [] : [' by ', { code: used.confirmedBy }];
}
