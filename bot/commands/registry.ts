import type { CommandKind } from '../../src/chatops/command.ts';
import { type AnyHandler, handling } from './command-request.ts';
import { onHelp } from './handlers/help.ts';

/** Who carries out which command. */
export const commandHandlers: ReadonlyMap<CommandKind, AnyHandler> = new Map([handling('help', onHelp)]);
