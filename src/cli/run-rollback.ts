import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { exitCodes } from '../commands/exit-code.ts';
import { auditLines } from '../commands/rollback/audit.ts';
import { beginRollback, newestRollback, type Wish } from '../commands/rollback/begin-rollback.ts';
import { type Numbered, rollbackLedger } from '../commands/rollback/ledgers.ts';
import { loadRollback, type RollbackPlace } from '../commands/rollback/load-rollback.ts';
import { lockOfAnother } from '../commands/rollback/lock-of-another.ts';
import { planRollback } from '../commands/rollback/plan-rollback.ts';
import { type RunEnd, runRollback } from '../commands/rollback/run-rollback.ts';
import { sendOutWhere } from '../commands/rollback/send-out.ts';
import { vouchFor } from '../commands/rollback/vouch.ts';
import type { RollbackWorld } from '../commands/rollback/world.ts';
import { ownLogin, roleOf } from '../github/people.ts';
import { ProviderError } from '../model/provider-error.ts';
import { UsageError } from '../model/usage-error.ts';
import { answerTerminal } from '../report/answer/answer-terminal.ts';
import { commandText } from '../report/rollback/command-text.ts';
import { lastText } from '../report/rollback/last-text.ts';
import { previewAnswer } from '../report/rollback/preview-answer.ts';
import { rollbackAnswer } from '../report/rollback/rollback-answer.ts';
import { unfinishedText } from '../report/rollback/unfinished-text.ts';
import { versionOf } from '../rollout/past-release.ts';
import type { RollbackState } from '../rollout/rollback-state.ts';
import { gitHubAccess } from './github-client.ts';
import { type Inputs, requestOf } from './inputs.ts';
import { interruptible } from './interruptible.ts';
import type { Output } from './output.ts';
import { systemClock } from './system-clock.ts';
import { writeResult } from './write-result.ts';

interface Session extends RollbackPlace {
  readonly inputs: Inputs;
  readonly output: Output;
  readonly world: RollbackWorld;
  readonly signal: AbortSignal;
}

/** The token of a job is no person’s: GitHub does not say who that is, but it is always the same. */
async function writerOf(repository: RollbackWorld['repository']): Promise<string> {
  if (process.env['GITHUB_ACTIONS'] !== 'true') return ownLogin(repository);
  return ownLogin(repository).catch(() => 'github-actions[bot]');
}

async function worldOf(inputs: Inputs, output: Output): Promise<RollbackWorld> {
  const token = inputs.text('token');
  const { client, owner, repo } = await gitHubAccess({ token, repository: inputs.text('repository') }, process.env);
  const repository = { client, owner, repo };
  output.hide([token, process.env['GITHUB_TOKEN'], process.env['GH_TOKEN']].filter((one) => one !== undefined));
  return {
    repository,
    elsewhere: async (fullName) => {
      const [otherOwner = '', otherRepo = ''] = fullName.split('/');
      return { client, owner: otherOwner, repo: otherRepo };
    },
    login: () => writerOf(repository),
    clock: systemClock,
    // Whoever runs this may reach what their machine may reach.
    sendOut: sendOutWhere(() => null),
  };
}

async function isConfirmed({ inputs, environment, signal }: Session): Promise<boolean> {
  if (inputs.flag('yes')) return !signal.aborted;
  if (!process.stdin.isTTY)
    throw new UsageError(
      'invalid-option',
      'nothing was done: nobody is here to confirm it; give --yes to go on without asking',
    );
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  // It takes Ctrl-C for itself.
  asking.on('SIGINT', () => process.emit('SIGINT'));
  // Ctrl-C, or the end of what is typed: no yes.
  const answer = await asking.question(`Type "${environment}" to go on: `, { signal }).catch(() => '');
  asking.close();
  return answer.trim() === environment;
}

/** What is not proven is for administrators. */
async function mayForce({ world }: Session, login: string): Promise<void> {
  const role = await roleOf(world.repository, login);
  if (role !== 'admin')
    throw new UsageError('rollback-refused', `--force takes an administrator; ${login} is ${role ?? 'nobody here'}`);
}

async function wishOf(session: Session): Promise<Wish> {
  const { inputs, environment, service, world } = session;
  const by =
    process.env['GITHUB_ACTIONS'] === 'true' ? (process.env['GITHUB_ACTOR'] ?? '') : await ownLogin(world.repository);
  const reason = inputs.text('reason') ?? '';
  if (inputs.flag('force')) {
    if (reason.trim() === '') throw new UsageError('invalid-option', '--force takes a reason: give --reason');
    await mayForce(session, by);
  }
  return {
    id: randomUUID(),
    environment,
    service,
    by,
    reason,
    origin: 'cli',
    issue: null,
    reverts: inputs.flag('revert-pr'),
  };
}

/** Without a word of one’s own the bot takes nothing up: anybody who may push could have written the record. */
async function vouch({ world, output }: Session, begun: Numbered, login: string): Promise<void> {
  try {
    await vouchFor(world.repository, begun, login);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    output.note(`the bot will not go on with it, should this process stop: ${error.message}`);
  }
}

/** On a laptop nobody can be asked who is on call: somebody else’s lock is said, and it takes --despite-lock to go on. */
async function sayLock({ world, environment, inputs, output }: Session, login: string): Promise<void> {
  const lock = await lockOfAnother(world.repository, { environment, login, now: world.clock.now() });
  if (lock === null) return;
  const words = `${environment} is locked by ${lock.owner.login} until ${lock.until}: ${lock.reason}`;
  if (!inputs.flag('despite-lock'))
    throw new UsageError('rollback-refused', `${words}; give --despite-lock where you have spoken with them`);
  output.note(words);
}

/** What else is wanted, to be typed again. */
function wishesOf({ inputs }: Session): string[] {
  const flags = (['force', 'despite-lock', 'revert-pr'] as const).filter((name) => inputs.flag(name));
  const reason = inputs.text('reason');
  return [...flags.map((name) => `--${name}`), ...(reason === undefined ? [] : ['--reason', reason])];
}

/** Shows what it would do, and begins where that is wanted; else the exit code. */
async function begin(session: Session): Promise<Numbered | number> {
  const { inputs, output, world, environment, service, settings } = session;
  const wish = await wishOf(session);
  const question = {
    world,
    environment,
    service,
    settings,
    to: inputs.text('to') ?? 'previous',
    force: inputs.flag('force'),
  };
  const preview = await planRollback(question);
  output.say(answerTerminal(previewAnswer({ environment, ...preview })));
  if (inputs.flag('dry-run')) {
    const options = [...optionsOf(session), '--to', versionOf(preview.target), ...wishesOf(session)];
    output.say(`Nothing was changed (--dry-run). To do it: ${commandText(environment, options)}`);
    return exitCodes.done;
  }
  await sayLock(session, wish.by);
  if (!(await isConfirmed(session))) {
    output.say('Nothing was changed.');
    return exitCodes.inconclusive;
  }
  const begun = await beginRollback(world, wish, { preview, settings });
  await vouch(session, begun, wish.by);
  return begun;
}

async function resumable({ world, environment, service }: Session): Promise<Numbered> {
  const newest = await newestRollback(world, { environment, service });
  if (newest !== null && newest.state.ended === null) return newest;
  const last = newest === null ? '' : `; ${lastText(newest.state)}`;
  throw new UsageError('rollback-refused', `no rollback of ${service} in ${environment} is under way${last}`);
}

const exitCodeByOutcome = {
  succeeded: exitCodes.done,
  failed: exitCodes.fail,
  inconclusive: exitCodes.inconclusive,
} as const;

function exitCodeOf({ kind, state }: RunEnd): number {
  if (state.ended !== null) return exitCodeByOutcome[state.ended.outcome];
  return kind === 'later' ? exitCodes.done : exitCodes.inconclusive;
}

/** What was given on this command line and must be given again. */
function optionsOf({ inputs }: Session): string[] {
  const given = (['config', 'service', 'repository'] as const).flatMap((name) => {
    const value = inputs.text(name);
    return value === undefined ? [] : [`--${name}`, value];
  });
  return inputs.flag('detach') ? [...given, '--detach'] : given;
}

/** What was left is on the list of bad releases: it takes its name to have it back. */
function backAgain(session: Session, { plan: { environment, from } }: RollbackState): string {
  const options = [...optionsOf(session), '--to', from.image ?? from.sha ?? from.id];
  return `To take this back: ${commandText(environment, options)}`;
}

async function goOn(session: Session, { key, state }: Numbered): Promise<number> {
  const { inputs, output, world, settings, signal } = session;
  let newest = state;
  const running = runRollback({
    ledger: rollbackLedger(world.repository),
    key,
    holder: `cli-${randomUUID()}`,
    world,
    settings,
    signal,
    progress: (message) => output.note(message),
    stays: !inputs.flag('detach'),
    changed: async (reached) => {
      newest = reached;
    },
  });
  const end = await running.catch((error: unknown) => {
    output.say(unfinishedText(newest, { kind: 'left', options: optionsOf(session) }));
    throw error;
  });
  await writeResult(
    { schema: 'tollgate.rollback/1', outcome: end.state.ended?.outcome ?? 'unfinished', ...end.state.plan },
    inputs,
    output,
  );
  output.say(answerTerminal(rollbackAnswer(end.state)));
  if (end.kind !== 'ended') output.say(unfinishedText(end.state, { kind: end.kind, options: optionsOf(session) }));
  if (end.state.ended?.outcome === 'succeeded') output.say(backAgain(session, end.state));
  return exitCodeOf(end);
}

/** `tollgate rollback` */
export async function runRollbackCommand(inputs: Inputs, output: Output): Promise<number> {
  const world = await worldOf(inputs, output);
  const [environment = ''] = inputs.arguments;
  if (inputs.flag('audit')) {
    const lines = await auditLines(world.repository, environment);
    output.result(lines.join('\n'));
    return exitCodes.done;
  }
  if (inputs.text('json') === '-') output.reserveResult();
  const { secrets, ...place } = await loadRollback(requestOf(inputs), { environment, repository: world.repository });
  output.hide(secrets);
  const { owner, repo } = world.repository;
  output.note(`asking GitHub about ${place.service} in ${environment}, as ${owner}/${repo} has it`);
  const session: Session = { ...place, inputs, output, world, signal: interruptible(output) };
  const rollback = inputs.flag('resume') ? await resumable(session) : await begin(session);
  return typeof rollback === 'number' ? rollback : goOn(session, rollback);
}
