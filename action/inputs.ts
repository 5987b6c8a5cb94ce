import { getInput, getMultilineInput } from '@actions/core';
import { settingOptions } from '../src/commands/setting-options.ts';
import { UsageError } from '../src/model/usage-error.ts';

/** Inputs that are not settings of the configuration. */
const runInputs = [
  'command',
  'arguments',
  'question',
  'config',
  'service',
  'environment',
  'digest',
  'bot-url',
  'json',
  'markdown',
  'html',
  'write-baseline',
  'dry-run',
  'comment',
  'github-token',
] as const;
type RunInput = (typeof runInputs)[number];

/** Every input of action.yml, in no particular order. */
export const inputNames: readonly string[] = [...runInputs, ...settingOptions.map(({ name }) => name)];

/** An input's text; undefined where it is empty, which is how the runner hands over what was not given. */
export function text(name: RunInput): string | undefined {
  const value = getInput(name);
  return value === '' ? undefined : value;
}

/** An input that is true or false. */
export function flag(name: RunInput): boolean {
  const value = text(name) ?? 'false';
  if (value === 'true' || value === 'false') return value === 'true';
  throw new UsageError('invalid-option', `input ${name}: wanted true or false, not "${value}"`);
}

/** The settings that were given as inputs. */
export function settings(): Record<string, string | undefined> {
  return Object.fromEntries(
    settingOptions.map(({ name }) => [name, getInput(name) === '' ? undefined : getInput(name)]),
  );
}

/** An input with one entry per line. */
export function lines(name: RunInput): string[] {
  return getMultilineInput(name);
}
