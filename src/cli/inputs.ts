import type { Command } from 'commander';
import type { Request } from '../commands/load-settings.ts';
import { settingOptions, toOptions } from '../commands/setting-options.ts';
import type { ReadFile } from '../config/read-layers.ts';
import type { Targets } from '../notify/write-reports.ts';

/** What was given on the command line: options by their names without dashes in front, and arguments in order. */
export interface Inputs {
  text(name: string): string | undefined;
  flag(name: string): boolean;
  /** Every value of an option that may be given several times. */
  list(name: string): readonly string[];
  readonly arguments: readonly string[];
  /** Reads configuration and baseline by their paths in the repository. */
  readonly readFile: ReadFile;
}

const camelCase = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Reads a parsed command. */
export function inputsOf(command: Command, readFile: ReadFile): Inputs {
  const values = new Map<string, unknown>(Object.entries(command.opts()));
  const valueOf = (name: string) => values.get(camelCase(name));
  return {
    text: (name) => {
      const value = valueOf(name);
      return typeof value === 'string' ? value : undefined;
    },
    flag: (name) => valueOf(name) !== undefined && valueOf(name) !== false,
    list: (name) => {
      const value = valueOf(name);
      return Array.isArray(value) ? value.map(String) : [];
    },
    arguments: command.args,
    readFile,
  };
}

/** The part of a request that every command with a configuration shares. */
export function requestOf(inputs: Inputs): Request {
  const given = Object.fromEntries(settingOptions.map(({ name }) => [name, inputs.text(name)]));
  return {
    config: inputs.text('config'),
    service: inputs.text('service'),
    options: toOptions(given, (name) => `--${name}`),
    environment: process.env,
    readFile: inputs.readFile,
    now: new Date(),
  };
}

/** The forms of the report that were asked for. */
export function targetsOf(inputs: Inputs): Targets {
  return { json: inputs.text('json'), markdown: inputs.text('markdown'), html: inputs.text('html') };
}
