import type { Command } from 'commander';
import { z } from 'zod';
import { commandHandlers } from '../../bot/commands/registry.ts';
import { grammar, usageOf } from '../../src/chatops/grammar.ts';
import { callable, type Registered } from '../../src/cli/registrar.ts';
import { exitCodes } from '../../src/commands/exit-code.ts';
import type { Reason } from '../../src/model/reasons/reason.ts';

const Described = z.object({ description: z.string(), default: z.string().optional() });

/** What the tables need of action.yml. */
export const ActionFile = z.object({
  inputs: z.record(z.string(), Described),
  outputs: z.record(z.string(), Described),
});

/** What the reference's tables are made from. */
export interface TableSources {
  readonly action: z.infer<typeof ActionFile>;
  readonly program: Command;
  readonly reasons: Readonly<Record<string, Reason>>;
}

const meaningOfExitCode = {
  done: 'pass, or done',
  fail: 'fail: a measured difference reaches the severity that fails this question',
  usage: 'the command line or the configuration cannot be used as given',
  inconclusive: 'inconclusive: what is required could not be measured',
  unreachable: 'a provider of evidence could not be reached',
} as const satisfies Record<keyof typeof exitCodes, string>;

/** Code spans keep their angle brackets; elsewhere they would be taken for HTML. */
const withoutHtml = (text: string) =>
  text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replaceAll('<', '&lt;')))
    .join('');

const cell = (text: string) => withoutHtml(text).replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim();

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function inputsTable({ inputs }: TableSources['action']): string {
  const rows = Object.entries(inputs).map(([name, { description, default: value }]) => [
    `\`${name}\``,
    description,
    value === undefined ? '' : `\`${value}\``,
  ]);
  return table(['input', 'what it is', 'default'], rows);
}

function outputsTable({ outputs }: TableSources['action']): string {
  return table(
    ['output', 'what it is'],
    Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, description]),
  );
}

function usage({ words, command }: Registered): string {
  const given = command.registeredArguments.map((argument) =>
    argument.required ? argument.name() : `[${argument.name()}]`,
  );
  return `\`${[words, ...given].join(' ')}\``;
}

function commandsTable(program: Command): string {
  return table(
    ['command', 'what it does'],
    callable(program).map((registered) => [usage(registered), registered.command.description()]),
  );
}

function exitCodesTable(): string {
  const codes = Object.entries(exitCodes).toSorted(([, one], [, other]) => one - other);
  const meanings = new Map(Object.entries(meaningOfExitCode));
  return table(
    ['exit code', 'meaning'],
    codes.map(([name, code]) => [`\`${code}\``, meanings.get(name) ?? '']),
  );
}

function reasonsTable(reasons: TableSources['reasons']): string {
  const rows = Object.entries(reasons).map(([code, { kind, means, todo }]) => [`\`${code}\``, kind, means, todo]);
  return table(['code', 'kind', 'meaning', 'what to do'], rows);
}

/** Every generated table, by the name of its markers. */
export function renderTables({ action, program, reasons }: TableSources): ReadonlyMap<string, string> {
  return new Map([
    ['inputs', inputsTable(action)],
    ['outputs', outputsTable(action)],
    ['commands', commandsTable(program)],
    ['exit-codes', exitCodesTable()],
    ['reasons', reasonsTable(reasons)],
  ]);
}

/** The table of the bot's manual: every command that it carries out, out of the grammar that it parses by. */
export function renderBotTables(): ReadonlyMap<string, string> {
  const rows = grammar
    .filter(({ kind }) => commandHandlers.has(kind))
    .map((form) => [`\`${usageOf(form)}\``, form.does, form.access]);
  return new Map([['commands', table(['command', 'what it does', 'who'], rows)]]);
}

/**
 * Puts each table between `<!-- name:start -->` and `<!-- name:end -->`; everything else stays as it is.
 *
 * @throws Error that names every pair of markers that is missing, doubled or in the wrong order
 * @example insertTables('<!-- a:start -->old<!-- a:end -->', new Map([['a', 'new']])) // '<!-- a:start -->\n\nnew\n\n<!-- a:end -->'
 */
export function insertTables(document: string, tables: ReadonlyMap<string, string>): string {
  const parts = [...tables].map(([name, text]) => ({
    text,
    start: `<!-- ${name}:start -->`,
    end: `<!-- ${name}:end -->`,
  }));
  const once = (marker: string) => document.split(marker).length === 2;
  const wrong = parts.filter(
    ({ start, end }) => !once(start) || !once(end) || document.indexOf(start) > document.indexOf(end),
  );
  if (wrong.length > 0) {
    const pairs = wrong.map(({ start, end }) => `${start} … ${end}`).join(', ');
    throw new Error(`wanted each of these pairs of markers exactly once, in this order: ${pairs}`);
  }
  return parts.reduce((text, { start, end, text: content }) => {
    const [before = '', rest = ''] = text.split(start);
    const [, after = ''] = rest.split(end);
    return `${before}${start}\n\n${content}\n\n${end}${after}`;
  }, document);
}
