import type { Command } from 'commander';
import type { Inputs } from './inputs.ts';
import type { Output } from './output.ts';

/** Runs one command and gives its exit code. */
export type Runner = (inputs: Inputs, output: Output) => Promise<number>;

/** Loads one command's code: only when it is called. */
type LoadRunner = () => Promise<Runner>;

/** A command that does something, by the words that call it, for example `canary judge`. */
export interface Registered {
  readonly words: string;
  readonly command: Command;
  readonly load: LoadRunner;
}

/** What a group of commands is described with. */
export interface Registrar {
  /** Words that only gather others, for example `canary` or `query shadow`. */
  readonly group: (name: string, description: string) => void;
  /** A command by its words; all but the last must be a group. */
  readonly command: (words: string, description: string, load: LoadRunner) => Command;
}

const callableOf = new WeakMap<Command, Registered[]>();

/** Every command of a program that does something, in the order of the help; groups are not among them. */
export function callable(program: Command): readonly Registered[] {
  return callableOf.get(program) ?? [];
}

/**
 * Gives what groups of commands are described with on a program.
 *
 * @throws Error where a command names a group that was not described before
 */
export function registrarOf(program: Command): Registrar {
  const registered: Registered[] = [];
  callableOf.set(program, registered);
  const within = (words: readonly string[]): Command => {
    let group = program;
    for (const word of words) {
      const next = group.commands.find((one) => one.name() === word);
      if (next === undefined)
        throw new Error(`the group of commands "${words.join(' ')}" must be described before its commands`);
      group = next;
    }
    return group;
  };
  const place = (words: string): Command => {
    const all = words.split(' ');
    return within(all.slice(0, -1)).command(all.at(-1) ?? words);
  };
  return {
    group: (name, description) => {
      const group = place(name).description(description);
      group.exitOverride().showHelpAfterError('(add --help for the options)');
    },
    command: (words, description, load) => {
      const command = place(words);
      registered.push({ words, command, load });
      return command.description(description);
    },
  };
}
