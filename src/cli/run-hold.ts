import type { Access } from '../chatops/access.ts';
import type { Answer } from '../chatops/answer.ts';
import { formOf } from '../chatops/grammar.ts';
import { Misread } from '../chatops/misread.ts';
import { readCommand } from '../chatops/parse-command.ts';
import type { Word } from '../chatops/split-words.ts';
import { exitCodes } from '../commands/exit-code.ts';
import { type HoldCommand, hold } from '../commands/hold.ts';
import { whyNotAllowed } from '../commands/why-not-allowed.ts';
import { everyVariable } from '../config/every-variable.ts';
import { formatMistakes } from '../config/format-mistakes.ts';
import { loadConfiguration } from '../config/load-configuration.ts';
import type { Configuration } from '../config/schema.ts';
import type { GitHubRepository } from '../github/client.ts';
import { ownLogin } from '../github/people.ts';
import { refsPort } from '../github/refs-port.ts';
import { UsageError } from '../model/usage-error.ts';
import { answerTerminal } from '../report/answer/answer-terminal.ts';
import { gitHubAccess } from './github-client.ts';
import type { Inputs } from './inputs.ts';
import type { Output } from './output.ts';
import { writeResult } from './write-result.ts';

/** The configuration; of it only environments and rights are looked at, so no variable of it need be set. */
async function configurationOf(inputs: Inputs): Promise<Configuration> {
  const file = inputs.text('config') ?? '.github/tollgate.yml';
  const options = { environment: everyVariable, readFile: inputs.readFile, now: new Date(), separatesLater: true };
  const loaded = await loadConfiguration(file, options);
  if (!loaded.ok) throw new UsageError('invalid-configuration', formatMistakes(loaded.mistakes));
  return loaded.configuration;
}

/** The arguments as the words of a comment, so that there is one grammar; the shell has taken the quotes away. */
function wordsOf(verb: string, inputs: Inputs): Word[] {
  const plain = (text: string): Word => ({ text, written: text, isQuoted: /\s/.test(text) });
  const lasts = inputs.text('for');
  return [
    ...[verb, ...inputs.arguments].map(plain),
    ...(lasts === undefined ? [] : [plain(`--for=${lasts}`)]),
    ...(inputs.flag('force') ? [plain('--force')] : []),
  ];
}

function commandOf(verb: string, inputs: Inputs, { environments: named = {} }: Configuration): HoldCommand {
  const environments = Object.keys(named);
  try {
    return readCommand(wordsOf(verb, inputs), { environments }) as HoldCommand;
  } catch (error) {
    if (error instanceof Misread) throw new UsageError('invalid-option', `${verb}: ${error.message}`, { cause: error });
    throw error;
  }
}

interface Asking {
  readonly command: HoldCommand;
  readonly login: string;
  readonly repository: GitHubRepository;
}

/** What goes against somebody else takes a right; for the rest GitHub itself asks for the right to write. */
function accessOf(command: HoldCommand): Access {
  return command.kind === 'unlock' && command.force ? 'override' : formOf(command.kind).access;
}

async function refusal({ command, login, repository }: Asking, { commands: rules = {} }: Configuration) {
  const access = accessOf(command);
  const lines = access === 'override' ? await whyNotAllowed(repository, { login, access, rules }) : null;
  const title = [{ code: login }, ' may not do this'];
  return lines === null ? null : ({ mood: 'refused', title, lines } satisfies Answer);
}

async function run(verb: string, inputs: Inputs, output: Output): Promise<number> {
  output.hide(['GITHUB_TOKEN', 'GH_TOKEN'].flatMap((name) => process.env[name] ?? []));
  const configuration = await configurationOf(inputs);
  const command = commandOf(verb, inputs, configuration);
  const repository = await gitHubAccess({ token: undefined, repository: inputs.text('repository') }, process.env);
  const isJob = process.env['GITHUB_ACTIONS'] === 'true';
  const login = isJob ? (process.env['GITHUB_ACTOR'] ?? '') : await ownLogin(repository);
  const owner = { login, pullRequest: null };
  const refused = await refusal({ command, login, repository }, configuration);
  const answer = refused ?? (await hold(command, { refs: refsPort(repository), owner, now: new Date() }));
  const done = answer.mood === 'done';
  await writeResult({ schema: 'tollgate.hold/1', command, done }, inputs, output);
  output.say(answerTerminal(answer));
  return done ? exitCodes.done : exitCodes.fail;
}

/** `tollgate lock` */
export const runLock = (inputs: Inputs, output: Output) => run('lock', inputs, output);
/** `tollgate unlock` */
export const runUnlock = (inputs: Inputs, output: Output) => run('unlock', inputs, output);
/** `tollgate freeze` */
export const runFreeze = (inputs: Inputs, output: Output) => run('freeze', inputs, output);
/** `tollgate unfreeze` */
export const runUnfreeze = (inputs: Inputs, output: Output) => run('unfreeze', inputs, output);
