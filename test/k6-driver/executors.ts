import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { arrivalTimes, mostVirtualUsers, scenarioDuration } from './arrival-times.ts';
import type { Scenario } from './options.ts';
import type { Run } from './run.ts';
import { type Running, VirtualUser } from './virtual-user.ts';

/** The virtual users of one scenario. */
export class Crew {
  readonly #run: Run;
  readonly #free: VirtualUser[] = [];
  readonly #all: VirtualUser[] = [];

  /** Makes those that must be there before the run starts. */
  constructor(run: Run, scenario: Scenario) {
    this.#run = run;
    const planned = 'preAllocatedVUs' in scenario ? scenario.preAllocatedVUs : mostVirtualUsers(scenario);
    for (let index = 0; index < planned; index += 1) this.add();
  }

  add(): void {
    this.#run.initialised += 1;
    const user = new VirtualUser(this.#run, this.#run.initialised);
    this.#all.push(user);
    this.#free.push(user);
  }

  take(): VirtualUser | undefined {
    return this.#free.shift();
  }

  giveBack(user: VirtualUser): void {
    this.#free.push(user);
  }

  get size(): number {
    return this.#all.length;
  }

  close(): void {
    for (const user of this.#all) user.close();
  }
}

interface Executing {
  readonly run: Run;
  readonly crew: Crew;
  readonly running: Running;
  /** `performance.now()` at the scenario’s start. */
  readonly begun: number;
}

async function until(instant: number, signal: AbortSignal): Promise<void> {
  const left = instant - performance.now();
  if (left > 0.5) await wait(left, undefined, { signal }).catch(() => {});
}

/**
 * Starts iterations when they are due, whether or not earlier ones have ended. Without a free virtual user an iteration is
 * dropped, and one more user is made, one at a time, up to `maxVUs`.
 */
async function openModel({ run, crew, running, begun }: Executing): Promise<void> {
  const { settings, signal } = running;
  if (settings.executor !== 'constant-arrival-rate' && settings.executor !== 'ramping-arrival-rate') return;
  const most = mostVirtualUsers(settings);
  const under = new Set<Promise<void>>();
  let isMaking = false;
  const start = (user: VirtualUser) => {
    const iteration = user.iterate(running).finally(() => {
      crew.giveBack(user);
      under.delete(iteration);
    });
    under.add(iteration);
  };
  const makeOne = async () => {
    isMaking = true;
    await nextTurn();
    crew.add();
    isMaking = false;
  };
  let count = 0;
  for (const time of arrivalTimes(settings)) {
    await until(begun + time, signal);
    if (signal.aborted) break;
    const user = crew.take();
    if (user === undefined) {
      run.metrics.add('dropped_iterations', 1, { scenario: running.name, ...settings.tags });
      if (crew.size >= most)
        run.warn(`${running.name}: Insufficient VUs, reached ${most} active VUs and cannot initialize more`);
      else if (!isMaking) void makeOne();
    } else start(user);
    count += 1;
    // An overdue crowd must not keep answers from being read.
    if (count % 20 === 0) await nextTurn();
  }
  await until(begun + scenarioDuration(settings), signal);
  await Promise.all(under);
}

/** Lets one virtual user iterate while `goesOn` says so. */
async function loop({ crew, running }: Executing, goesOn: () => boolean): Promise<void> {
  const user = crew.take();
  if (user === undefined) return;
  while (!running.signal.aborted && goesOn()) {
    await user.iterate(running);
    // k6 gives other virtual users a turn after an iteration that did not wait; one thread must be told to.
    await nextTurn();
  }
  crew.giveBack(user);
}

async function constantVUs(executing: Executing): Promise<void> {
  const { settings } = executing.running;
  if (settings.executor !== 'constant-vus') return;
  const end = executing.begun + settings.duration;
  const users = Array.from({ length: settings.vus }, () => loop(executing, () => performance.now() < end));
  await Promise.all(users);
}

/** How many virtual users there should be at a time: linear from one stage’s target to the next. */
function targetAt(settings: Extract<Scenario, { executor: 'ramping-vus' }>, time: number): number {
  let [start, from] = [0, settings.startVUs];
  for (const { duration, target } of settings.stages) {
    if (time < start + duration) return Math.round(from + ((target - from) * (time - start)) / duration);
    [start, from] = [start + duration, target];
  }
  return 0;
}

async function rampingVUs(executing: Executing): Promise<void> {
  const { settings, signal } = executing.running;
  if (settings.executor !== 'ramping-vus') return;
  const end = executing.begun + scenarioDuration(settings);
  const target = () => targetAt(settings, performance.now() - executing.begun);
  const loops = new Map<number, Promise<void>>();
  while (performance.now() < end && !signal.aborted) {
    const wanted = target();
    for (let rank = 0; rank < wanted; rank += 1) {
      if (loops.has(rank)) continue;
      const one = loop(executing, () => performance.now() < end && rank < target()).finally(() => {
        loops.delete(rank);
      });
      loops.set(rank, one);
    }
    await until(Math.min(end, performance.now() + 50), signal);
  }
  await Promise.all(loops.values());
}

async function countedIterations(executing: Executing): Promise<void> {
  const { settings } = executing.running;
  if (settings.executor !== 'shared-iterations' && settings.executor !== 'per-vu-iterations') return;
  const end = executing.begun + settings.maxDuration;
  let shared = settings.iterations;
  const users = Array.from({ length: settings.vus }, () => {
    let own = settings.iterations;
    const take = () => (settings.executor === 'shared-iterations' ? shared-- : own--) > 0;
    return loop(executing, () => performance.now() < end && take());
  });
  await Promise.all(users);
}

const executors = {
  'constant-arrival-rate': openModel,
  'ramping-arrival-rate': openModel,
  'constant-vus': constantVUs,
  'ramping-vus': rampingVUs,
  'shared-iterations': countedIterations,
  'per-vu-iterations': countedIterations,
} as const;

/** Runs a scenario from its start time to the end of its graceful stop. */
export async function runScenario(
  run: Run,
  { name, settings, crew }: { name: string; settings: Scenario; crew: Crew },
  setupData: string | undefined,
): Promise<void> {
  await until(performance.now() + settings.startTime, run.stop.signal);
  if (run.stop.signal.aborted) return;
  const graceful = new AbortController();
  const signal = AbortSignal.any([run.stop.signal, graceful.signal]);
  const ends = setTimeout(() => graceful.abort(), scenarioDuration(settings) + settings.gracefulStop);
  const running: Running = { name, settings, startedAt: run.elapsed(), signal, iterations: 0, setupData };
  try {
    await executors[settings.executor]({ run, crew, running, begun: performance.now() });
  } finally {
    clearTimeout(ends);
  }
}
