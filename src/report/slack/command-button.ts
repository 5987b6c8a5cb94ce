import { type ButtonWords, buttons } from './blocks.ts';
import type { SlackBlock, SlackMessage } from './message.ts';

/** Action of a button of ours whose value is a command as one would write it; its press is judged as that command. */
export const commandAction = 'tollgate:command';

/** A command that a message offers. */
export interface OfferedCommand {
  readonly label: string;
  /** Without its slash, for example `gate status production`. */
  readonly command: string;
  readonly style?: ButtonWords['style'];
}

/** Only words that mean nothing else to whoever reads the command. */
const plain = /^[\w./ -]{1,200}$/;

/**
 * A row of buttons that give commands about a repository; null where none can be written so that it means just that.
 *
 * @param repository "owner/name"
 * @example commandButtons('octo/shop', [{ label: 'Gate', command: 'gate status "x"' }]) // null
 */
export function commandButtons(repository: string, offered: readonly OfferedCommand[]): SlackBlock | null {
  const written = offered.filter(({ command }) => plain.test(command) && plain.test(repository));
  if (written.length === 0) return null;
  return buttons(
    written.map(({ label, command, style }) => ({
      action: commandAction,
      words: label,
      value: `/tollgate repo:${repository} ${command}`,
      ...(style === undefined ? {} : { style }),
    })),
  );
}

/** A message with a row of buttons under it. */
export function withCommands(
  message: SlackMessage,
  repository: string,
  offered: readonly OfferedCommand[],
): SlackMessage {
  const row = commandButtons(repository, offered);
  return row === null ? message : { ...message, blocks: [...message.blocks, row] };
}

/** A message without what can be pressed, for where no press is taken in. */
export function withoutButtons(message: SlackMessage): SlackMessage {
  return { ...message, blocks: message.blocks.filter(({ type }) => type !== 'actions') };
}
