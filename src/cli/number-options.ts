import type { Command } from 'commander';
import { UsageError } from '../model/usage-error.ts';
import type { Inputs } from './inputs.ts';

/** An option whose value is a number within bounds, both included. */
export interface NumberOption {
  readonly name: string;
  readonly description: string;
  readonly least: number;
  readonly most: number;
  /** Only whole numbers. */
  readonly whole?: boolean;
  /** Used where the option is not given; without it the option stays open. */
  readonly usual?: number;
}

/** Adds options for numbers to a command. */
export function withNumbers(command: Command, options: readonly NumberOption[]): Command {
  for (const { name, description, usual } of options)
    command.option(`--${name} <N>`, usual === undefined ? description : `${description} (default: ${usual})`);
  return command;
}

/** The numbers that were given. */
export interface Numbers {
  /** A number, or what is usual for it; NaN where it is open. */
  readonly value: (name: string) => number;
  /** A number; null where it is open. */
  readonly given: (name: string) => number | null;
}

function isWithin(value: number, { least, most, whole }: NumberOption): boolean {
  return value >= least && value <= most && (whole !== true || Number.isInteger(value));
}

/** A share may be written as a percentage, as everywhere else. */
function numberIn(text: string, { least, most }: NumberOption): number {
  const percent = /^\s*([\d.]+)\s*%\s*$/.exec(text)?.[1];
  if (percent !== undefined && least >= 0 && most <= 1) return Number(percent) / 100;
  return text.trim() === '' ? Number.NaN : Number(text);
}

/** The number of one option; null where it is not given and nothing is usual. */
function readNumber(text: string | undefined, option: NumberOption): number | null {
  if (text === undefined) return option.usual ?? null;
  const value = numberIn(text, option);
  if (isWithin(value, option)) return value;
  const wanted = `${option.whole === true ? 'a whole number' : 'a number'} from ${option.least} to ${option.most}`;
  throw new UsageError('invalid-option', `--${option.name}: wanted ${wanted}, not "${text}"`);
}

/**
 * Reads every number that was given.
 *
 * @throws UsageError that names every value that is none
 */
export function readNumbers(inputs: Inputs, options: readonly NumberOption[]): Numbers {
  const mistakes: string[] = [];
  const values = new Map<string, number | null>();
  for (const option of options) {
    try {
      values.set(option.name, readNumber(inputs.text(option.name), option));
    } catch (error) {
      mistakes.push((error as UsageError).message);
    }
  }
  if (mistakes.length > 0) throw new UsageError('invalid-option', mistakes.join('\n'));
  const given = (name: string) => values.get(name) ?? null;
  return { given, value: (name) => given(name) ?? Number.NaN };
}
