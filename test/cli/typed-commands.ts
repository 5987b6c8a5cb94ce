import { CommanderError } from 'commander';
import { processOutput } from '../../src/cli/output.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { callable } from '../../src/cli/registrar.ts';

/** What follows `tollgate` in lines of a shell: continued lines joined, comments and what comes behind a pipe left out. */
export function typedCommands(shell: string): string[] {
  return shell
    .replaceAll(/\\\n */g, '')
    .split('\n')
    .flatMap((line) => /(?:^|[ |])tollgate (?<rest>[^|>#]+)/.exec(` ${line}`)?.groups?.['rest']?.trim() ?? []);
}

const output = processOutput();

/** The words as a shell splits them; `…` stands for what the reader knows. */
const wordsOf = (typed: string) =>
  [...typed.matchAll(/'[^']*'|(?:"[^"]*"|[^\s"'])+/g)]
    .map(([word]) => word.replaceAll(/["']/g, ''))
    .filter((word) => word !== '…');

/** Why a command of `typedCommands` is none: unknown words or options, a missing argument; empty where it is one. */
export function untypable(typed: string): string[] {
  const words = wordsOf(typed);
  const found = callable(buildProgram(output, () => {}))
    .toSorted((a, b) => b.words.length - a.words.length)
    .find(({ words: name }) => `${words.join(' ')} `.startsWith(`${name} `));
  if (found === undefined) return [`${typed}: no such command`];
  const { command } = found;
  try {
    const { operands, unknown } = command
      .configureOutput({ writeErr: () => {} })
      .parseOptions(words.slice(found.words.split(' ').length));
    const needed = command.registeredArguments.filter(({ required }) => required).length;
    const most = command.registeredArguments.some(({ variadic }) => variadic)
      ? Number.POSITIVE_INFINITY
      : command.registeredArguments.length;
    const missing = command.options.filter(
      (one) => one.mandatory && command.getOptionValue(one.attributeName()) === undefined,
    );
    return [
      ...unknown.map((word) => `${typed}: unknown ${word}`),
      ...(operands.length >= needed && operands.length <= most ? [] : [`${typed}: ${operands.length} arguments`]),
      ...missing.map(({ flags }) => `${typed}: ${flags} is missing`),
    ];
  } catch (error) {
    if (error instanceof CommanderError) return [`${typed}: ${error.message}`];
    throw error;
  }
}
