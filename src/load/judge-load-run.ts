import { formatCount, formatValue } from '../model/format-value.ts';
import type { LoadResult } from '../model/load-result.ts';
import type { Summary } from '../sources/k6-summary/summary.ts';
import { requestCount, summaryRoutes } from '../sources/k6-summary/summary-routes.ts';
import { summaryTime } from '../sources/k6-summary/summary-time.ts';
import { whyNotMeasured } from './why-not-measured.ts';

/** How k6 ended, and what it left behind. */
export interface LoadRun {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly isLate: boolean;
  /** Null where there is none that can be read. */
  readonly summary: Summary | null;
  /** When k6 ended, as an ISO 8601 instant. */
  readonly endedAt: string;
  /** The last words of k6 on standard error. */
  readonly lastWords: string;
}

export type Judged = Omit<LoadResult, 'schema' | 'tool' | 'script'>;

/** Less than this of the planned iterations, and the load was another one than was planned. */
const leastReached = 0.99;
const crossedCode = 99;

const finite = (value: number | undefined) =>
  value !== undefined && Number.isFinite(value) && value >= 0 ? value : null;

function countsOf({ metrics }: Summary) {
  const count = (name: string) => finite(metrics.get(name)?.values.get('count'));
  const iterations = count('iterations') ?? 0;
  // k6 leaves the metric out where nothing was dropped.
  const dropped = count('dropped_iterations') ?? 0;
  return { iterations, dropped, reached: iterations + dropped > 0 ? iterations / (iterations + dropped) : null };
}

function nothing(run: LoadRun, message: string): Judged {
  const unknown = { window: null, requests: null, iterations: null, dropped: null, reached: null, crossed: [] };
  return { outcome: 'not-measured', reasonCode: 'load-not-measured', message, exitCode: run.code, ...unknown };
}

function crossedIn({ metrics }: Summary): LoadResult['crossed'] {
  return [...metrics].flatMap(([metric, { crossed }]) => crossed.map((threshold) => ({ metric, threshold })));
}

/** What the numbers of a load say that ran to its end. */
function measured({ code, endedAt }: LoadRun, summary: Summary, requests: number): Judged {
  const { iterations, dropped, reached } = countsOf(summary);
  const crossed = crossedIn(summary);
  const { window = null } = summaryTime(summary, endedAt);
  const numbers = { exitCode: code, window, requests, iterations, dropped, reached, crossed };
  const sent = `${formatCount(requests)} requests in ${formatCount(iterations)} iterations`;
  const lost = `${formatCount(dropped)} of ${formatCount(iterations + dropped)} planned iterations were dropped for lack of virtual users`;
  const withLost = dropped > 0 ? `; ${lost}` : '';
  // Asked before the thresholds: a script with one for dropped iterations would make a failure of what was never measured.
  if (reached === null || !(reached >= leastReached)) {
    const message = `the offered rate was not reached: ${lost}, so ${formatValue(reached ?? Number.NaN, 'share')} of the load came`;
    return { outcome: 'not-measured', reasonCode: 'iterations-dropped', message, ...numbers };
  }
  if (code !== crossedCode) return { outcome: 'kept', reasonCode: null, message: sent + withLost, ...numbers };
  const many = crossed.length === 1 ? '1 threshold was crossed' : `${crossed.length} thresholds were crossed`;
  return { outcome: 'crossed', reasonCode: null, message: `${sent}; ${many}${withLost}`, ...numbers };
}

/**
 * Tells what a run of k6 says: it kept its thresholds, crossed some (exit 99, which is a measurement), or nothing (every other
 * exit code, no summary, no request, or much less load than was planned).
 */
export function judgeLoadRun(run: LoadRun): Judged {
  const { code, summary, lastWords } = run;
  if (run.isLate) return nothing(run, 'k6 was stopped because it ran longer than its script says');
  if (code !== 0 && code !== crossedCode)
    return nothing(run, `${whyNotMeasured(code)}${lastWords === '' ? '' : `: ${lastWords}`}`);
  if (summary === null) return nothing(run, 'k6 left no summary that could be read');
  const requests = requestCount(summaryRoutes(summary).total);
  return requests > 0 ? measured(run, summary, requests) : nothing(run, 'the load sent no request');
}
