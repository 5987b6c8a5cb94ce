import type { CommandKind } from './command.ts';
import type { Form } from './form.ts';
import { canaryForms } from './forms/canary.ts';
import { lockForms } from './forms/locks.ts';
import { releaseForms } from './forms/release.ts';
import { tollgateForms } from './forms/tollgate.ts';

/** Every command, in the order of the help. */
export const grammar: readonly Form[] = [...releaseForms, ...canaryForms, ...lockForms, ...tollgateForms];

/** The first words of all commands. */
export const verbs: ReadonlySet<string> = new Set(grammar.map(({ words }) => words.split(' ')[0] ?? ''));

/**
 * The form of a command.
 *
 * @example formOf('canary-abort').words // 'canary abort'
 */
export function formOf(kind: CommandKind): Form {
  const form = grammar.find((one) => one.kind === kind);
  if (form === undefined) throw new Error(`the grammar has no ${kind}`);
  return form;
}

/**
 * A command as it is written, with what may stand behind it.
 *
 * @example usageOf(formOf('confirm')) // '/confirm <code>'
 */
export function usageOf({ words, usage }: Form): string {
  return `/${words} ${usage}`.trimEnd();
}
