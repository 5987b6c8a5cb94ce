import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { mostVirtualUsers, scenarioDuration } from './arrival-times.ts';
import { Crew, runScenario } from './executors.ts';
import { ExitError, exitCodes } from './exit-error.ts';
import { Metrics } from './metrics.ts';
import { parseOptions } from './options.ts';
import { type Log, Run } from './run.ts';
import { loadScript } from './script/script.ts';
import { type Ended, summaryData, summaryExport } from './summary.ts';
import { VirtualUser } from './virtual-user.ts';

export interface Asked {
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly summaryExport: string | null;
  readonly log: Log;
  /** Told when the run can be stopped from outside. */
  readonly onStart?: (stop: (error: ExitError) => void) => void;
}

function scriptFails(error: unknown): ExitError {
  if (error instanceof ExitError) return error;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new ExitError(exitCodes.scriptException, text, { cause: error });
}

/** Evaluates a script’s init code and reads its options: everything that `k6 inspect` does. */
export function initialise({ file, environment, log }: Pick<Asked, 'file' | 'environment' | 'log'>): {
  run: Run;
  first: VirtualUser;
} {
  const run = new Run(loadScript(file), environment, log);
  let first: VirtualUser;
  try {
    first = new VirtualUser(run, 0);
  } catch (error) {
    throw scriptFails(error);
  }
  // What a script exports comes from another realm.
  const exported: unknown = JSON.parse(JSON.stringify(first.exported['options'] ?? {}));
  run.parsed = parseOptions(exported);
  for (const warning of run.parsed.warnings) log('warning', warning);
  for (const [name, { exec }] of run.parsed.scenarios) {
    if (typeof first.exported[exec] !== 'function')
      throw new ExitError(exitCodes.invalidConfig, `executor ${name}: function '${exec}' not found in exports`);
  }
  run.metrics.applyThresholds(run.parsed.options.thresholds);
  return { run, first };
}

/** What `k6 inspect --execution-requirements` adds to the options: milliseconds with the graceful stop, and virtual users. */
export function requirements({ parsed }: Run): { milliseconds: number; maxVUs: number } {
  const all = [...parsed.scenarios.values()];
  const ends = all.map((one) => one.startTime + scenarioDuration(one) + one.gracefulStop);
  return { milliseconds: Math.max(...ends), maxVUs: all.reduce((sum, one) => sum + mostVirtualUsers(one), 0) };
}

async function within<T>(milliseconds: number, work: Promise<T>, late: () => ExitError): Promise<T> {
  const timer = new AbortController();
  const timeout = wait(milliseconds, undefined, { signal: timer.signal }).then(() => {
    throw late();
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    timer.abort();
    timeout.catch(() => {});
  }
}

async function setUp(run: Run): Promise<string | undefined> {
  const { setupTimeout } = run.parsed.options;
  const user = new VirtualUser(run, 0);
  try {
    const late = () => new ExitError(exitCodes.setupTimeout, 'setup() execution timed out');
    const data = await within(setupTimeout, user.call('setup'), late);
    return data === undefined ? undefined : JSON.stringify(data);
  } catch (error) {
    run.stop.abort();
    throw scriptFails(error);
  } finally {
    user.close();
  }
}

async function tearDown(run: Run, user: VirtualUser, data: string | undefined): Promise<void> {
  user.state.signal = new AbortController().signal;
  try {
    const late = () => new ExitError(exitCodes.teardownTimeout, 'teardown() execution timed out');
    const argument: unknown = data === undefined ? undefined : JSON.parse(data);
    await within(run.parsed.options.teardownTimeout, user.call('teardown', argument), late);
  } catch (error) {
    throw scriptFails(error);
  }
}

/** Notes the number of virtual users every second, and looks at thresholds that abort every two. */
function watch(run: Run): () => void {
  let seconds = 0;
  const note = () => {
    run.metrics.add('vus', run.active, {});
    run.metrics.add('vus_max', run.initialised, {});
  };
  const timer = setInterval(() => {
    note();
    seconds += 1;
    if (seconds % 2 !== 0) return;
    const { names, abort } = run.metrics.crossed(run.elapsed(), true);
    if (abort)
      run.stop.abort(
        new ExitError(
          exitCodes.thresholds,
          `thresholds on metrics '${names.join(', ')}' were crossed; at least one has abortOnFail enabled, stopping test prematurely`,
        ),
      );
  }, 1000);
  return () => {
    clearInterval(timer);
    note();
  };
}

/** Writes what `handleSummary` returns, file by file. */
async function writeSummary(user: VirtualUser, ended: Ended, asked: Asked): Promise<void> {
  if (asked.summaryExport !== null) writeFileSync(asked.summaryExport, JSON.stringify(summaryExport(ended), null, 4));
  if (typeof user.exported['handleSummary'] !== 'function') return;
  try {
    const written = (await user.call('handleSummary', summaryData(ended))) as Record<string, string>;
    for (const [target, text] of Object.entries(written)) {
      if (target === 'stdout') process.stdout.write(text);
      else if (target === 'stderr') process.stderr.write(text);
      else writeFileSync(target, text);
    }
  } catch (error) {
    asked.log('error', `handleSummary() failed: ${String(error)}`);
  }
}

async function runAll(run: Run, setupData: string | undefined): Promise<void> {
  const crews = [...run.parsed.scenarios].map(([name, settings]) => ({
    name,
    settings,
    crew: new Crew(run, settings),
  }));
  run.startedAt = Date.now();
  const unwatch = watch(run);
  await Promise.all(crews.map((one) => runScenario(run, one, setupData)));
  unwatch();
  for (const { crew } of crews) crew.close();
}

/**
 * Runs a script from its init code to its summary.
 *
 * @returns k6’s exit code: 0, 99 where thresholds were crossed, 108 where the script aborted, 110 where it marked itself failed
 * @throws ExitError for everything that ends a run without a result
 */
export async function runScript(asked: Asked): Promise<number> {
  const { run, first } = initialise(asked);
  run.metrics = new Metrics(run.parsed.options.tags);
  const last = new VirtualUser(run, 0);
  run.metrics.applyThresholds(run.parsed.options.thresholds);
  asked.onStart?.((error) => run.stop.abort(error));
  const setupData = await setUp(run);
  await runAll(run, setupData);
  const milliseconds = run.elapsed();
  await tearDown(run, last, setupData);
  const ended: Ended = {
    metrics: run.metrics,
    options: run.parsed.options,
    milliseconds,
    checks: run.checks,
    setupData: setupData === undefined ? undefined : (JSON.parse(setupData) as unknown),
  };
  await writeSummary(last, ended, asked);
  for (const user of [first, last]) user.close();
  return exitCodeOf(run, milliseconds);
}

function exitCodeOf(run: Run, milliseconds: number): number {
  const { reason } = run.stop.signal;
  const { names } = run.metrics.crossed(milliseconds, false);
  if (names.length > 0) run.log('error', `thresholds on metrics '${names.join(', ')}' have been crossed`);
  if (reason instanceof ExitError) {
    run.log('error', reason.message);
    return reason.code;
  }
  if (names.length > 0) return exitCodes.thresholds;
  return run.isMarkedFailed ? exitCodes.markedFailed : exitCodes.done;
}
