import { Command, Help } from 'commander';
import { configurationReader } from '../config/read-configuration-file.ts';
import type { ReadFile } from '../config/read-layers.ts';
import { tool } from '../model/tool.ts';
import { describeCanary } from './groups/canary.ts';
import { describeCanaryPlanning } from './groups/canary-planning.ts';
import { describeGate } from './groups/gate.ts';
import { describeHolds } from './groups/holds.ts';
import { describeIncidents } from './groups/incident.ts';
import { describeLoad } from './groups/load.ts';
import { describeQueries } from './groups/query.ts';
import { describeRelease } from './groups/release.ts';
import { describeSetUp } from './groups/set-up.ts';
import { describeShadows, describeWhy } from './groups/shadow.ts';
import { describeTraffic } from './groups/traffic.ts';
import { describeValidation } from './groups/validation.ts';
import { helpExamples } from './help-examples.ts';
import { inputsOf } from './inputs.ts';
import type { Output } from './output.ts';
import { callable, type Registrar, registrarOf } from './registrar.ts';

type Describe = (registrar: Registrar) => void;

/** Every group of commands by its heading, in the order of the help: what somebody new types comes first. */
const groups: readonly (readonly [heading: string, describes: readonly Describe[]])[] = [
  ['First steps:', [describeSetUp]],
  [
    'Staging against production:',
    [describeValidation, describeTraffic, describeLoad, describeQueries, describeShadows, describeWhy],
  ],
  ['Releases:', [describeCanary, describeCanaryPlanning, describeGate, describeRelease, describeHolds]],
  ['After an incident:', [describeIncidents]],
];

const exitCodes = `
Exit codes: 0 pass or done, 1 fail, 2 usage or configuration, 3 inconclusive,
4 a provider could not be reached. COMMAND --help ends with an example.`;

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
    .showHelpAfterError('(tollgate COMMAND [options]: options stand after the command; --help lists the commands)')
    .exitOverride()
    .configureHelp({
      // A terminal of 80 columns leaves 34 to the longest names; narrower than that words are better left unbroken.
      minWidthToWrap: 30,
      optionDescription(option) {
        const description = Help.prototype.optionDescription.call(this, option);
        return option.mandatory ? `${description} (required)` : description;
      },
    });
  const registrar = registrarOf(program);
  for (const [heading, describes] of groups) {
    program.commandsGroup(heading);
    for (const describe of describes) describe(registrar);
  }
  program.commandsGroup('Help:').helpCommand(true);
  program.addHelpText('after', exitCodes);
  for (const command of program.commands) command.exitOverride().showHelpAfterError('(add --help for the options)');
  for (const { words, command, load } of callable(program)) {
    const examples = helpExamples(words);
    command
      .exitOverride()
      .showHelpAfterError(`(for example: ${examples[0]?.replaceAll(/\\\n */g, '')}; add --help for the options)`)
      .addHelpText('after', `\nFor example:\n${examples.map((one) => `  ${one}`).join('\n')}`);
    command.action(async () => {
      const run = await load();
      done(await run(inputsOf(command, readFile), output));
    });
  }
  return program;
}
