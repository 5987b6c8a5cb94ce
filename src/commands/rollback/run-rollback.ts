import type { RollbackSettings } from '../../config/rollback-schema.ts';
import type { Ledger } from '../../ledger/open-ledger.ts';
import type { Progress } from '../../model/ports.ts';
import { ProviderError } from '../../model/provider-error.ts';
import type { RollbackEntry, RollbackStep } from '../../rollout/rollback-entry.ts';
import { advance, endOf, nextMove, type RollbackState } from '../../rollout/rollback-state.ts';
import { stepWords } from '../../rollout/step-words.ts';
import { type Numbered, readRollback } from './ledgers.ts';
import { performStep, refusals } from './perform-step.ts';
import { type Acting, failed, type StepResult, wait } from './strategies/strategy.ts';
import type { RollbackWorld } from './world.ts';

/** Whoever goes on with a rollback. */
export interface Running {
  readonly ledger: Ledger<RollbackEntry>;
  readonly key: readonly string[];
  /** Name of this process: one of its kind. */
  readonly holder: string;
  readonly world: RollbackWorld;
  readonly settings: RollbackSettings;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Whether to stay for the waits of many minutes, or to leave the rest for later. */
  readonly stays: boolean;
  /** Told after every change of the record. */
  readonly changed: (state: RollbackState) => Promise<void>;
}

/** How far it came. */
export type RunEnd =
  | { readonly kind: 'ended'; readonly state: RollbackState }
  /** Somebody else goes on with it. */
  | { readonly kind: 'held'; readonly state: RollbackState }
  /** To be taken up again at an instant. */
  | { readonly kind: 'later'; readonly at: Date; readonly state: RollbackState }
  /** Interrupted by whoever started it; anybody may take it up. */
  | { readonly kind: 'left'; readonly state: RollbackState };

/** How long nobody else may go on after the last word of whoever does: longer than any one request. */
const leaseSeconds = 120;
const later = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1000);

type Position = Pick<Numbered, 'head' | 'state'>;

const read = ({ ledger, key }: Running): Promise<Position> => readRollback(ledger, key);

/** Adds an entry; where somebody else did meanwhile, the record is read again and decides. */
async function write(running: Running, position: Position, entry: RollbackEntry): Promise<Position & { won: boolean }> {
  const appended = await running.ledger.append(running.key, position.head, entry);
  if (appended.kind === 'conflict') return { ...(await read(running)), won: false };
  const state = advance(position.state, entry);
  await running.changed(state);
  return { head: appended.head, state, won: true };
}

const now = ({ world }: Running) => world.clock.now();

function claim(running: Running): { at: string; holder: string; until: string } {
  const at = now(running);
  return { at: at.toISOString(), holder: running.holder, until: later(at, leaseSeconds).toISOString() };
}

/** Seconds before GitHub or a server is asked again after it failed; then it is left for later. */
const pauses = [2, 5, 15, 30];

/** What comes of an error after which the step is not tried again; one that is no answer is thrown, and leaves the rest for later. */
function givenUp(error: unknown): StepResult {
  if (error instanceof ProviderError && refusals.includes(error.reasonCode)) return failed(error.message);
  throw error;
}

/** Performs a step; what fails on the way is tried again, which looks first whether it happened. */
async function attempt(running: Running, acting: Acting, step: RollbackStep): Promise<StepResult> {
  const { world } = running;
  for (const [tried, pause] of [...pauses, null].entries()) {
    try {
      return await performStep(step, { ...acting, again: acting.again || tried > 0 });
    } catch (error) {
      const isHopeless = !(error instanceof ProviderError) || ['unauthorized', 'forbidden'].includes(error.reasonCode);
      if (isHopeless || pause === null) return givenUp(error);
      if (running.signal.aborted) return wait(0, error.message);
      running.progress(`${error.message}; trying again`);
      await world.clock.until(later(now(running), pause), running.signal);
    }
  }
  throw new Error('unreachable');
}

/** Writes down that a step begins, unless that stands there already and the lease lasts for a while. */
async function open(running: Running, position: Position, step: RollbackStep): Promise<Position & { won: boolean }> {
  const { open: current, lease } = position.state;
  const isMine = current?.step === step && lease?.holder === running.holder;
  const isFresh = isMine && lease.until > later(now(running), leaseSeconds / 2);
  return isFresh ? { ...position, won: true } : write(running, position, { event: 'started', step, ...claim(running) });
}

async function doStep(running: Running, position: Position, step: RollbackStep): Promise<Position> {
  const begun = await open(running, position, step);
  if (!begun.won) return begun;
  const { world, settings } = running;
  const { strategy } = position.state.plan;
  if (settings.strategy !== strategy) {
    const result = failed(`it was begun by ${strategy}, and the configuration says ${settings.strategy} now`);
    return conclude(running, begun, { step, result });
  }
  const again = position.state.open?.step === step;
  const result = await attempt(running, { state: begun.state, settings, world, again }, step);
  return conclude(running, begun, { step, result });
}

/** Writes down what came of a step, or waits for more to come of it. */
async function conclude(
  running: Running,
  begun: Position,
  { step, result }: { readonly step: RollbackStep; readonly result: StepResult },
): Promise<Position> {
  const at = now(running).toISOString();
  switch (result.kind) {
    case 'done':
      running.progress(saidOf(step, result.details));
      return write(running, begun, { event: 'done', at, step, details: result.details });
    case 'failed':
      return write(running, begun, { event: 'ended', at, outcome: 'failed', message: result.message.slice(0, 2000) });
    case 'wait':
      running.progress(result.note);
      await running.world.clock.until(later(now(running), result.seconds), running.signal);
      return begun;
  }
}

function saidOf(step: RollbackStep, details: Readonly<Record<string, string>>): string {
  const words = Object.entries(details).map(([name, value]) => `${name} ${value}`);
  return words.length === 0 ? stepWords[step].done : `${stepWords[step].done}: ${words.join(', ')}`;
}

/** Lets go of the lease, so that whoever comes next need not wait for it. */
async function letGo(running: Running, position: Position): Promise<void> {
  const { lease } = position.state;
  const at = now(running).toISOString();
  if (lease?.holder === running.holder && lease.until > now(running))
    await running.ledger.append(running.key, position.head, { event: 'held', at, holder: running.holder, until: at });
}

/** What the loop does with a position: goes on from another one, or ends. */
type Turn = { readonly kind: 'on'; readonly position: Position } | { readonly kind: 'end'; readonly end: RunEnd };

async function rest(running: Running, position: Position, until: Date): Promise<Turn> {
  if (!running.stays) {
    await letGo(running, position);
    return { kind: 'end', end: { kind: 'later', at: until, state: position.state } };
  }
  running.progress(`it came up; looking again at ${until.toISOString()} (Ctrl-C leaves that to whoever resumes)`);
  await running.world.clock.until(until, running.signal);
  return { kind: 'on', position: await read(running) };
}

async function turn(running: Running, position: Position): Promise<Turn> {
  const { state } = position;
  const at = now(running);
  const move = nextMove(state, { now: at, holder: running.holder });
  if (running.signal.aborted && move.kind !== 'ended') {
    await letGo(running, position);
    // All that is left is to look again.
    const end: RunEnd = move.kind === 'rest' ? { kind: 'later', at: move.until, state } : { kind: 'left', state };
    return { kind: 'end', end };
  }
  switch (move.kind) {
    case 'ended':
    case 'held':
      return { kind: 'end', end: { kind: move.kind, state } };
    case 'rest':
      return rest(running, position, move.until);
    case 'step':
      return { kind: 'on', position: await doStep(running, position, move.step) };
    case 'end': {
      const entry = { event: 'ended' as const, at: at.toISOString(), ...endOf(state) };
      return { kind: 'on', position: await write(running, position, entry) };
    }
  }
}

/**
 * Goes on with a rollback from wherever its record stands, until it has ended or has to wait.
 *
 * Every step is written into the record before and after; whoever is killed between is followed by another process, which looks what
 * happened before it does anything.
 *
 * @throws ProviderError where GitHub stays away; the record then tells how far it came
 */
export async function runRollback(running: Running): Promise<RunEnd> {
  let position = await read(running);
  for (;;) {
    const next = await turn(running, position);
    if (next.kind === 'end') return next.end;
    position = next.position;
  }
}
