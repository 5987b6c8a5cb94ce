import type { Metric, Metrics } from './metrics.ts';
import type { Options } from './options.ts';
import { isKept } from './thresholds.ts';

/** A check or a group as summaries list them. */
export interface CheckResult {
  readonly name: string;
  readonly path: string;
  passes: number;
  fails: number;
}

export interface Ended {
  readonly metrics: Metrics;
  readonly options: Options;
  readonly milliseconds: number;
  readonly checks: readonly CheckResult[];
  readonly setupData: unknown;
}

type Numbers = Record<string, number>;

function valuesOf({ type, sink }: Metric, { options, milliseconds }: Ended): Numbers {
  const methods = {
    counter: ['count', 'rate'],
    gauge: ['value', 'min', 'max'],
    rate: ['rate', 'passes', 'fails'],
    trend: options.summaryTrendStats,
  }[type];
  return Object.fromEntries(methods.map((method) => [method, sink.value(method, milliseconds / 1000) ?? 0]));
}

function thresholdsOf({ thresholds, sink }: Metric, { milliseconds }: Ended) {
  return Object.fromEntries(
    thresholds.map((threshold) => [threshold.source, { ok: isKept(threshold, sink, milliseconds / 1000) }]),
  );
}

/** What k6 hands to `handleSummary`. */
export function summaryData(ended: Ended): object {
  const metrics = ended.metrics.observed().map((metric) => [
    metric.name,
    {
      type: metric.type,
      contains: metric.contains,
      values: valuesOf(metric, ended),
      ...(metric.thresholds.length === 0 ? {} : { thresholds: thresholdsOf(metric, ended) }),
    },
  ]);
  const { summaryTrendStats, summaryTimeUnit } = ended.options;
  return {
    root_group: { name: '', path: '', id: 'd41d8cd98f00b204e9800998ecf8427e', groups: [], checks: ended.checks },
    options: { summaryTrendStats, summaryTimeUnit, noColor: false },
    state: { isStdOutTTY: false, isStdErrTTY: false, testRunDurationMs: ended.milliseconds },
    metrics: Object.fromEntries(metrics),
    ...(ended.setupData === undefined ? {} : { setup_data: ended.setupData }),
  };
}

/** What `--summary-export` writes: flat, a rate’s share called `value`, and `true` for a threshold that was crossed. */
export function summaryExport(ended: Ended): object {
  const metrics = ended.metrics.observed().map((metric) => {
    const { rate, ...rest } = valuesOf(metric, ended);
    const values: Numbers = metric.type === 'rate' ? { ...rest, value: rate ?? 0 } : valuesOf(metric, ended);
    const inverted = metric.thresholds.map(({ source, ...threshold }) => [
      source,
      !isKept({ source, ...threshold }, metric.sink, ended.milliseconds / 1000),
    ]);
    return [
      metric.name,
      metric.thresholds.length === 0 ? values : { ...values, thresholds: Object.fromEntries(inverted) },
    ];
  });
  const checks = Object.fromEntries(ended.checks.map((check) => [check.name, check]));
  return {
    root_group: { name: '', path: '', id: 'd41d8cd98f00b204e9800998ecf8427e', groups: {}, checks },
    metrics: Object.fromEntries(metrics),
  };
}
