import type { Answer } from '../../src/chatops/answer.ts';
import { formOf } from '../../src/chatops/grammar.ts';
import { ProviderError } from '../../src/model/provider-error.ts';
import { UsageError } from '../../src/model/usage-error.ts';
import { requireRight } from '../permissions/require-right.ts';
import type { CommandHandlers, CommandRequest } from './command-request.ts';
import { Refused, refuse } from './refuse.ts';

const inTheWay: Answer = {
  mood: 'failed',
  title: 'Something was in the way, and this command was not carried out',
  lines: ['The bot’s log says what. Look at how things stand before you give it again'],
};

/**
 * Carries out a command, if whoever gave it may: wherever it came from.
 *
 * Nothing is thrown: an error is told, and not tried again, because a command that is obeyed half an hour later is a danger.
 */
export async function runCommand(request: CommandRequest, handlers: CommandHandlers): Promise<Answer> {
  const { kind } = request.command;
  const handle = handlers.get(kind);
  if (handle === undefined) return refuse([{ code: `/${formOf(kind).words}` }, ' is not part of this version']);
  try {
    await requireRight(request, request.actor, formOf(kind).access);
    return await handle(request);
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    if (error instanceof UsageError) return refuse(error.message);
    request.log.error({ err: error, command: kind, actor: request.actor }, 'a command failed');
    return error instanceof ProviderError ? { ...inTheWay, lines: [error.message, ...inTheWay.lines] } : inTheWay;
  }
}
