import { setFailed, setSecret } from '@actions/core';
import type { Command } from 'commander';
import { type Output, processOutput } from '../src/cli/output.ts';
import { buildProgram } from '../src/cli/program.ts';
import { callable } from '../src/cli/registrar.ts';
import { exitCodes } from '../src/commands/exit-code.ts';
import type { ReadFile } from '../src/config/read-layers.ts';
import { ProviderError } from '../src/model/provider-error.ts';
import { UsageError } from '../src/model/usage-error.ts';
import { configurationSource } from './configuration-source.ts';
import { lines, settings, text } from './inputs.ts';
import { showGate, showVerdict } from './show-verdict.ts';
import { writeGateOutputs, writeOutputs, writeOutputsWithoutVerdict } from './write-outputs.ts';

/** The environment, for commands that take it as their first word. */
function environmentFor({ registeredArguments: [first] }: Command): string[] {
  const given = text('environment');
  return first?.name() === 'ENVIRONMENT' && given !== undefined ? [given] : [];
}

/** What the inputs say, as options of a command. */
function optionsFor(command: Command): string[] {
  const has = (name: string) => command.options.some((option) => option.long === `--${name}`);
  // These have defaults, or are for every step; where a command has no such option they are not for it.
  const forms = has('markdown') ? (['json', 'markdown', 'html'] as const) : [];
  const shared = (['config', 'service', 'environment', 'question', 'digest', 'bot-url', ...forms] as const)
    .filter(has)
    .map((name) => [name, text(name)] as const);
  // Inside of this process nobody sees arguments.
  const token = has('token') ? ([['token', text('github-token')]] as const) : [];
  // A setting that the command does not have is a mistake, which the command line reports.
  return [...shared, ...token, ...Object.entries(settings())].flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, value],
  );
}

/** Runs one of the other commands exactly as the command line does, with the outputs of its verdict where it makes one. */
async function runCommand(command: string): Promise<void> {
  let code: number = exitCodes.inconclusive;
  let show = async () => {};
  const plain = processOutput();
  const output: Output = {
    ...plain,
    hide: (secrets) => {
      // The runner then masks them too: in what other steps print, and in every form of the log.
      for (const secret of secrets.filter((one) => one !== '')) setSecret(secret);
      plain.hide(secrets);
    },
    decided: (verdict, redact) => {
      writeOutputs(verdict, redact);
      show = () => showVerdict(verdict, redact);
    },
    gated: (answer, redact) => {
      writeGateOutputs(answer, redact);
      show = () => showGate(answer, redact);
    },
  };
  // Asked for only when a file is read: not every command has a configuration.
  const readFile: ReadFile = (file) => configurationSource()(file);
  const program = buildProgram(
    output,
    (given) => {
      code = given;
    },
    readFile,
  );
  const known = callable(program).find(({ words }) => words === command);
  if (known === undefined) {
    const names = callable(program)
      .map(({ words }) => words)
      .join(', ');
    throw new UsageError('invalid-option', `input command: wanted one of ${names}, not "${command}"`);
  }
  const given = [...environmentFor(known.command), ...optionsFor(known.command), ...lines('arguments')];
  await program.parseAsync(['node', 'tollgate', ...command.split(' '), ...given]);
  await show();
  if (code !== exitCodes.done) setFailed(`${command} ended with exit code ${code}`);
}

/** Runs the command that the inputs name. Whatever is thrown on the way fails the job, with the outputs written first. */
export async function run(): Promise<void> {
  try {
    const command = text('command') ?? 'validate';
    if (command !== 'validate') return await runCommand(command);
    // Collecting and judging is heavy, and a job that asks for something else does not load it.
    const { runValidation } = await import('./run-validation.ts');
    await runValidation();
  } catch (error) {
    writeOutputsWithoutVerdict(error instanceof UsageError || error instanceof ProviderError ? error.reasonCode : '');
    setFailed(error instanceof Error ? error.message : String(error));
  }
}
