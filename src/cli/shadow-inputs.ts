import type { ServerChoice } from '../commands/query/shadow/open.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Inputs } from './inputs.ts';
import type { Output } from './output.ts';

/** An option without which nothing can be done. */
export function neededOption(inputs: Inputs, name: string, what: string): string {
  const value = inputs.text(name);
  if (value !== undefined && value !== '') return value;
  throw new UsageError('invalid-option', `--${name} is missing: wanted ${what}`);
}

/** What every command about shadows is told in the same way. */
export function shadowInputs(
  inputs: Inputs,
  output: Output,
): ServerChoice & { readonly searchPath: readonly string[] } {
  const path = (inputs.text('search-path') ?? 'public').split(',').map((name) => name.trim());
  if (path.some((name) => name === ''))
    throw new UsageError(
      'invalid-option',
      '--search-path: wanted schemas with commas between them, for example app,public',
    );
  return {
    bin: inputs.text('postgres-bin'),
    progress: (message) => output.note(message),
    searchPath: path,
  };
}
