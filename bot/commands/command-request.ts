import type { Answer } from '../../src/chatops/answer.ts';
import type { Command, CommandKind, CommandOf } from '../../src/chatops/command.ts';
import type { Configuration } from '../../src/config/schema.ts';
import type { BotEvent } from '../events/event.ts';

/** Where a command was given, and where it is answered. */
export type Origin =
  | {
      readonly kind: 'comment';
      /** Number of the issue or pull request. */
      readonly issue: number;
      readonly isPullRequest: boolean;
      /** Whether that was open when the comment was written. */
      readonly isOpen: boolean;
      readonly comment: number;
      readonly link: string;
    }
  | { readonly kind: 'slack'; readonly workspace: string; readonly channel: string; readonly user: string };

/** The word of a second person. */
export interface Confirmation {
  /** Login of who confirmed. */
  readonly by: string;
  /** What it was given for: the commit or image, and what is left for it. */
  readonly subject: string;
}

/** Parts of the bot that commands work with. */
type Services = Pick<
  BotEvent,
  'github' | 'appId' | 'login' | 'store' | 'log' | 'now' | 'deliveryId' | 'notify' | 'later'
>;

/** A command of somebody who may give it. */
export interface CommandRequest<Asked extends Command = Command> extends Services {
  readonly origin: Origin;
  /** When it was written. */
  readonly givenAt: Date;
  /** Login on GitHub of whoever gave the command. */
  readonly actor: string;
  readonly repository: { readonly owner: string; readonly repo: string };
  readonly command: Asked;
  /** The command as it was written. */
  readonly line: string;
  /** The configuration on the default branch. */
  readonly configuration: Configuration;
  /** The default branch’s newest commit, of which the configuration is. */
  readonly head: string;
  /** Null where nobody confirmed (yet). */
  readonly confirmation: Confirmation | null;
  /** Says how far it is; the same answer is brought up to date in place. */
  readonly reply: (answer: Answer) => Promise<void>;
  /** The commands that this bot knows. */
  readonly available: ReadonlySet<CommandKind>;
}

/**
 * Does what a command asks for and says what came of it. It may be called again for the same delivery, and must not do the same
 * thing twice. Right before it changes anything it asks `requireRight` again.
 */
export type CommandHandler<Kind extends CommandKind> = (request: CommandRequest<CommandOf<Kind>>) => Promise<Answer>;

/** A handler of any command. */
export type AnyHandler = (request: CommandRequest) => Promise<Answer>;

/** Who carries out which command. */
export type CommandHandlers = ReadonlyMap<CommandKind, AnyHandler>;

/** An entry of the registry: a kind of command and who handles it. */
export function handling<Kind extends CommandKind>(
  kind: Kind,
  handle: CommandHandler<Kind>,
): [CommandKind, AnyHandler] {
  return [
    kind,
    (request) => {
      if (request.command.kind !== kind)
        throw new Error(`${request.command.kind} was handed to the handler of ${kind}`);
      return handle(request as CommandRequest<CommandOf<Kind>>);
    },
  ];
}
