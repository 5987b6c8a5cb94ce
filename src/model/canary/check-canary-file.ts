import type { z } from 'zod';
import type { CanaryMetric, HistogramMetric } from './canary-metric.ts';

interface Checked {
  readonly metrics: readonly CanaryMetric[];
  readonly history: Readonly<Record<string, unknown>> | null;
}
type Context = z.RefinementCtx;
type Path = readonly (string | number)[];

const add = (context: Context, path: Path, wanted: string) =>
  context.addIssue({ code: 'custom', path: [...path], message: wanted });

/** What no single value can show: lengths that must agree, and a history that fits its metric. */
export function checkCanaryFile(file: Checked, context: Context): void {
  const looks = file.metrics[0]?.rows.length ?? 0;
  file.metrics.forEach((metric, at) => {
    if (metric.rows.length !== looks) {
      add(
        context,
        ['metrics', at, 'rows'],
        `${looks} rows like metrics[0] (write {"canary": null, "baseline": null} for an interval that was not measured)`,
      );
    }
    if (metric.kind === 'histogram') checkBuckets(metric, ['metrics', at, 'rows'], context);
  });
  checkHistory(file, context);
}

function checkBuckets({ rows, bounds }: HistogramMetric, path: Path, context: Context): void {
  const wanted = bounds.length + 1;
  rows.forEach((row, at) => {
    for (const side of ['canary', 'baseline'] as const) {
      const given = row[side]?.length ?? wanted;
      if (given !== wanted) {
        add(context, [...path, at, side], `${wanted} counts (one per bound, and the total)`);
      }
    }
  });
}

function checkHistory({ history, metrics }: Checked, context: Context): void {
  for (const [name, given] of Object.entries(history ?? {})) {
    const own = metrics.filter((metric) => metric.name === name);
    const [first] = own;
    if (first === undefined) {
      add(
        context,
        ['history', name],
        `the name of a metric: one of ${metrics.map((metric) => metric.name).join(', ')}`,
      );
    } else if (!own.some((metric) => fits(metric, given))) {
      add(context, ['history', name], historyOf(first));
    }
  }
}

/** Tells whether a history has the form of a metric’s rows. */
function fits(metric: CanaryMetric, given: unknown): boolean {
  if (metric.kind === 'counts') return !Array.isArray(given);
  if (metric.kind === 'gauge' || !Array.isArray(given)) return false;
  if (metric.kind === 'samples') return true;
  return given.length === metric.bounds.length + 1 && given.every((count, at) => count >= (given[at - 1] ?? 0));
}

function historyOf(metric: CanaryMetric): string {
  switch (metric.kind) {
    case 'counts':
      return '{"bad", "total"} of the baseline before the rollout';
    case 'samples':
      return 'a list of the baseline’s values before the rollout';
    case 'histogram':
      return `${metric.bounds.length + 1} cumulative counts of the baseline before the rollout`;
    case 'gauge':
      return 'nothing: a gauge needs no history';
  }
}
