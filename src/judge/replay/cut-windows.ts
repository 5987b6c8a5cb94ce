import type { CanaryFile } from '../../model/canary/canary-file.ts';
import type { CanaryMetric } from '../../model/canary/canary-metric.ts';

/** A stretch of a recording as long as a rollout, and the row (from 1) at which it begins. */
export interface ReplayWindow {
  readonly firstRow: number;
  readonly file: CanaryFile;
}

function between(metric: CanaryMetric, from: number, to: number): CanaryMetric {
  switch (metric.kind) {
    case 'counts':
      return { ...metric, rows: metric.rows.slice(from, to) };
    case 'samples':
      return { ...metric, rows: metric.rows.slice(from, to) };
    case 'histogram':
      return { ...metric, rows: metric.rows.slice(from, to) };
    case 'gauge':
      return { ...metric, rows: metric.rows.slice(from, to) };
  }
}

/** How many rows a rollout has at most: warm-up, horizon, and what the policy adds at the deadline. */
export function rolloutRows({ judge }: Pick<CanaryFile, 'judge'>): number {
  return judge.warmup + judge.horizon + judge.deadline.extraLooks;
}

/** A stretch of rows: from the first (counted from 0) up to, but without, the last. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Cuts rows into stretches of one rollout each, which share no row: so they are as independent as a day's hours are.
 *
 * What is left at the end is shorter and not used; rows that are fewer as a whole are one stretch.
 *
 * @example stretches(70, 30) // [{ from: 0, to: 30 }, { from: 30, to: 60 }]
 */
export function stretches(rows: number, length: number): Stretch[] {
  if (rows === 0) return [];
  if (rows <= length) return [{ from: 0, to: rows }];
  return Array.from({ length: Math.floor(rows / length) }, (_, at) => ({ from: at * length, to: (at + 1) * length }));
}

/** Cuts a recording into stretches of one rollout each. */
export function cutWindows(file: CanaryFile): ReplayWindow[] {
  return stretches(file.metrics[0]?.rows.length ?? 0, rolloutRows(file)).map(({ from, to }) => ({
    firstRow: from + 1,
    file: { ...file, metrics: file.metrics.map((metric) => between(metric, from, to)) },
  }));
}
