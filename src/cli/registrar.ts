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
  /** A first word that only gathers others, for example `canary`. */
  readonly group: (name: string, description: string) => void;
  /** A command by its words; the first of two must be a group. */
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
  const groupOf = (name: string) => {
    const group = program.commands.find((one) => one.name() === name);
    if (group === undefined) throw new Error(`the group of commands "${name}" must be described before its commands`);
    return group;
  };
  return {
    group: (name, description) => {
      program.command(name).description(description);
    },
    command: (words, description, load) => {
      const [first = '', second] = words.split(' ');
      const command = (second === undefined ? program : groupOf(first)).command(second ?? first);
      registered.push({ words, command, load });
      return command.description(description);
    },
  };
}
