import { Command, Option } from 'commander';
import { failOnChoices } from '../commands/exit-code.ts';
import { settingOptions } from '../commands/setting-options.ts';
import { configurationReader } from '../config/read-configuration-file.ts';
import type { ReadFile } from '../config/read-layers.ts';
import { tool } from '../model/tool.ts';
import { type Inputs, inputsOf } from './inputs.ts';
import type { Output } from './output.ts';

/** Runs one command and gives its exit code. */
export type Runner = (inputs: Inputs, output: Output) => Promise<number>;

/** Each command's code is loaded only when it is called. */
const runners: Readonly<Record<string, () => Promise<Runner>>> = {
  validate: async () => (await import('./run-validate.ts')).runValidate,
  collect: async () => (await import('./run-collect.ts')).runCollect,
  compare: async () => (await import('./run-compare.ts')).runCompare,
  init: async () => (await import('./run-init.ts')).runInit,
  doctor: async () => (await import('./run-doctor.ts')).runDoctor,
  demo: async () => (await import('./run-demo.ts')).runDemo,
  schema: async () => (await import('./run-schema.ts')).runSchema,
  explain: async () => (await import('./run-explain.ts')).runExplain,
};

function withConfiguration(command: Command): Command {
  return command
    .option('--config <FILE>', 'configuration (default: .github/tollgate.yml where it exists)')
    .option('--service <NAME>', 'service of the configuration, by name or by a path inside it');
}

function withSettings(command: Command): Command {
  for (const { name, placeholder, description } of settingOptions) {
    const option = new Option(`--${name} <${placeholder}>`, description);
    command.addOption(name === 'fail-on' ? option.choices([...failOnChoices]) : option);
  }
  return command;
}

function withReports(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--question <QUESTION>',
        'fidelity: staging against production; release: staging against its previous build',
      )
        .choices(['fidelity', 'release'])
        .default('fidelity'),
    )
    .option('--json <FILE>', 'write the report as JSON; - for standard output')
    .option('--markdown <FILE>', 'write the report as Markdown; - for standard output')
    .option('--html <FILE>', 'write the report as one self-contained page')
    .option(
      '--write-baseline [FILE]',
      'acknowledge today’s differences: write them to a baseline file to be committed and reviewed',
    );
}

function describeCommands(program: Command): void {
  const command = (name: string, description: string) => program.command(name).description(description);
  withReports(withSettings(withConfiguration(command('validate', 'collect both sides, compare, decide'))))
    .option('--digest <DIGEST>', 'image digest of the judged build, for the report')
    .option('--sha <SHA>', 'commit of the judged build, for the report')
    .option('--evidence <FOLDER>', 'keep both profiles here, so that the verdict can be replayed with `compare`')
    .option('--dry-run', 'print the queries and send none');
  withSettings(withConfiguration(command('collect', 'measure one side and write its profile')))
    .argument('<SIDE>', 'production, staging or previous')
    .option('--out <FILE>', 'where the profile goes; - for standard output', '-')
    .option('--dry-run', 'print the queries and send none');
  withReports(withSettings(withConfiguration(command('compare', 'judge two recorded profiles, offline'))))
    .argument('<REFERENCE>', 'profile of production (or of the previous build)')
    .argument('<CANDIDATE>', 'profile of staging (or of the new build)')
    .option('--at <INSTANT>', 'judge as of this ISO instant, to replay an earlier verdict (default: now)');
  withSettings(command('init', 'ask the servers what they have and write a commented configuration'))
    .option('--service <NAME>', 'name of the service', 'my-service')
    .option('--out <FILE>', 'where the configuration goes; - for standard output', '.github/tollgate.yml')
    .option('--force', 'overwrite an existing file');
  withSettings(
    withConfiguration(command('doctor', 'say what can be measured here, what not, and what to grant')),
  ).option('--json <FILE>', 'write the diagnosis as JSON; - for standard output');
  command('demo', 'judge the recorded evidence of a small shop whose staging lies: no server, no network')
    .option('--html <FILE>', 'where the report goes', 'tollgate-report.html')
    .option('--json <FILE>', 'write the report as JSON; - for standard output')
    .option('--markdown <FILE>', 'write the report as Markdown; - for standard output');
  command('schema', 'print the JSON Schema of a file format').argument(
    '[FORMAT]',
    'config, report, profile or baseline',
    'config',
  );
  command('explain', 'explain a reason code, or a finding of a report by its fingerprint')
    .argument('<CODE|FINGERPRINT>', 'for example too-few-requests')
    .option('--report <FILE>', 'report that holds the finding', 'tollgate-report.json');
}

/**
 * The command line: parses arguments, calls the command's runner, and hands its exit code to `done`.
 *
 * @param readFile reads configuration and baseline; from the working directory where it is not given
 */
export function buildProgram(
  output: Output,
  done: (code: number) => void,
  readFile: ReadFile = configurationReader(process.cwd()),
): Command {
  const program = new Command('tollgate')
    .description('Can this release be trusted in production, and what can staging not tell us about it?')
    .version(tool.version)
    .showHelpAfterError('(add --help for the options)')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true });
  describeCommands(program);
  program.addHelpText(
    'after',
    '\nExit codes: 0 pass or done · 1 fail · 2 usage or configuration · 3 inconclusive · 4 a provider could not be reached',
  );
  for (const command of program.commands) {
    command.exitOverride().showHelpAfterError('(add --help for the options)');
    command.action(async () => {
      const run = await runners[command.name()]?.();
      if (run === undefined) throw new Error(`the command ${command.name()} has no runner`);
      done(await run(inputsOf(command, readFile), output));
    });
  }
  return program;
}
