import type { Access } from './access.ts';
import type { Command } from './command.ts';
import type { Word } from './split-words.ts';

/** What a parser has to know of a repository. */
export interface Known {
  /** Environments that its configuration names. */
  readonly environments: readonly string[];
}

/** What stands behind the words of a command. */
export interface Given {
  /** Empty where the command has none. */
  readonly environment: string;
  readonly text: (option: string) => string | null;
  readonly flag: (option: string) => boolean;
  /** Everything else, in order. */
  readonly rest: readonly Word[];
}

/** One command as it is written: what the parser, the help and the manual are made of. */
export interface Form {
  readonly kind: Command['kind'];
  /** The words that call it, for example `canary abort`. */
  readonly words: string;
  /** What stands behind them, as the help shows it. */
  readonly usage: string;
  /** What it does, in one sentence that goes on from its name. */
  readonly does: string;
  readonly access: Access;
  /** Whether an environment may be named first. */
  readonly hasEnvironment: boolean;
  /** Options by name: what their value is called, null where they have none. */
  readonly options: ReadonlyMap<string, string | null>;
  /** Makes the command of what was given; throws Misread. */
  readonly read: (given: Given) => Command;
}
