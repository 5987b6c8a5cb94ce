import type { Answer } from '../../src/chatops/answer.ts';
import { parseCommand } from '../../src/chatops/parse-command.ts';
import { type Obeyed, obeyedConfiguration } from '../configuration/obeyed-configuration.ts';
import { requireRight } from '../permissions/require-right.ts';
import type { CommandHandlers, CommandRequest } from './command-request.ts';
import { Refused, refuse } from './refuse.ts';
import { runCommand } from './run-command.ts';

/** A line that somebody wrote to us, whose login on GitHub is known; wherever that was. */
export type GivenLine = Omit<CommandRequest, 'command' | 'configuration' | 'head' | 'confirmation' | 'available'>;

/** Reads a line as a command, carries it out if whoever wrote it may, and says what came of it. Nothing is thrown. */
export async function obeyLine(given: GivenLine, handlers: CommandHandlers): Promise<Answer> {
  const obeyed = await readObeyed(given);
  if (obeyed === null) return refuse('GitHub did not give the configuration; nothing was done');
  return obeyed.kind === 'lack' ? refuse(obeyed.message) : obeyBy(given, obeyed, handlers);
}

async function readObeyed({ github, repository, now, log }: GivenLine): Promise<Obeyed | null> {
  try {
    return await obeyedConfiguration(await github(), { ...repository, now });
  } catch (error) {
    log.error({ err: error }, 'the configuration could not be read');
    return null;
  }
}

async function obeyBy(
  given: GivenLine,
  obeyed: Extract<Obeyed, { kind: 'configuration' }>,
  handlers: CommandHandlers,
): Promise<Answer> {
  const { configuration, sha: head } = obeyed;
  const parsed = parseCommand(given.line, { environments: Object.keys(configuration.environments ?? {}) });
  if (parsed.kind !== 'command') {
    return explain({ ...given, configuration }, parsed.kind === 'mistake' ? parsed.message : 'This is no command');
  }
  const available = new Set(handlers.keys());
  const request = { ...given, command: parsed.command, configuration, head, confirmation: null, available };
  return runCommand(request, handlers);
}

/** What is wrong with a command is told to those who might give a right one. */
async function explain(asking: GivenLine & Pick<CommandRequest, 'configuration'>, message: string): Promise<Answer> {
  try {
    await requireRight(asking, asking.actor, 'look');
    return refuse(message, [{ code: '/tollgate help' }, ' lists what you can ask for']);
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    asking.log.error({ err: error }, 'GitHub does not say what somebody may do');
    return refuse('GitHub does not say what you may do; nothing was done');
  }
}
