import type { CanaryFile } from '../../model/canary/canary-file.ts';
import { type GuardState, type Guards, holds, startGuards } from './guards/start-guards.ts';
import { splitAlpha } from './split-alpha.ts';
import { type MetricRun, type MetricState, missesTooMuch, speaksAgainst, startMetric } from './start-metric.ts';

/** Where a canary stands after its rows. Looks are 1-based rows of the file. */
export interface CanaryState {
  readonly stand: 'failed' | 'passed' | 'undecided';
  /** The look that decided; null while it is undecided. */
  readonly decidedAt: number | null;
  /** In the order of the file. */
  readonly metrics: readonly MetricState[];
  /** What forbids a pass now. */
  readonly guards: GuardState;
}

/** What the judge reads of a file. */
export type Judged = Pick<CanaryFile, 'judge' | 'guards' | 'expectedShare' | 'history' | 'metrics'>;

export interface JudgeOptions {
  /** Leave the rows after the deciding look alone, as simulations do; else a FAIL after a PASS is found. */
  readonly stopsWhenDecided?: boolean;
}

/** Every required metric has passed, and none that blocks speaks against the canary now. */
function allPassed(runs: readonly MetricRun[]): boolean {
  const blocking = runs.filter(({ state }) => state.metric.blocking);
  const required = blocking.filter(({ state }) => state.metric.required);
  return (
    required.length > 0 &&
    required.every(({ state }) => state.passedAt !== null) &&
    !blocking.some(({ state }) => speaksAgainst(state))
  );
}

/** A required metric that is no longer measured forbids a pass, before it and after. */
function losesSight(runs: readonly MetricRun[], limits: Judged['guards']): boolean {
  return runs.some(({ state }) => state.metric.blocking && state.metric.required && missesTooMuch(state, limits));
}

/** The first looks at which the release as a whole failed and passed. */
interface Reached {
  failed: number | null;
  passed: number | null;
}

function note(reached: Reached, look: number, { runs, holds }: { runs: readonly MetricRun[]; holds: boolean }): void {
  if (runs.some(({ state }) => state.metric.blocking && state.failed !== null)) reached.failed ??= look;
  else if (allPassed(runs) && !holds) reached.passed ??= look;
}

function standOf({ failed, passed }: Reached): Pick<CanaryState, 'stand' | 'decidedAt'> {
  if (failed !== null) return { stand: 'failed', decidedAt: failed };
  return passed === null ? { stand: 'undecided', decidedAt: null } : { stand: 'passed', decidedAt: passed };
}

/**
 * Judges the rows of a canary: scores of every metric, and where the release stands. No report is made.
 *
 * FAIL as soon as one blocking metric fails, also after PASS; PASS as soon as every blocking one has passed.
 * The same rows and settings always give the same state; the cost grows with rows × metrics only.
 */
export function judgeCanary(file: Judged, { stopsWhenDecided = false }: JudgeOptions = {}): CanaryState {
  const { judge, metrics } = file;
  const { runs, guards } = startCanary(file);
  const rows = metrics[0]?.rows.length ?? 0;
  const reached: Reached = { failed: null, passed: null };
  const isHeld = () => holds(guards.now()) || losesSight(runs, file.guards);
  for (let row = judge.warmup; row < rows; row += 1) {
    for (const run of runs) run.look(row);
    guards.look(row);
    note(reached, row + 1, { runs, holds: isHeld() });
    if (stopsWhenDecided && standOf(reached).decidedAt !== null) break;
  }
  // What forbade a pass before it forbids it still: a canary that fell silent or out of sight after its PASS is not trusted.
  if (isHeld()) reached.passed = null;
  return { ...standOf(reached), metrics: runs.map(({ state }) => state), guards: guards.now() };
}

function startCanary(file: Judged): { readonly runs: readonly MetricRun[]; readonly guards: Guards } {
  const alphas = splitAlpha(file.metrics, file.judge.falseAlarm);
  return {
    runs: file.metrics.map((metric, at) => startMetric(metric, { ...file, alpha: alphas[at] ?? 0 })),
    guards: startGuards(file),
  };
}
