import type { MetricResult } from './classify-metric.ts';

/** A classified metric, and where it counts. */
export interface ScoredMetric {
  readonly name: string;
  /** Groups that it counts in; a metric in none is never scored (unless critical). */
  readonly groups: readonly string[];
  readonly muted: boolean;
  readonly result: MetricResult;
}

export interface Score {
  /** 0 to 100, rounded to two decimals. */
  readonly score: number;
  readonly reason: string;
}

/** Share of passed metrics in percent; null where every metric is without data. */
function groupScore(results: readonly MetricResult[]): number | null {
  const count = (...classes: MetricResult['classification'][]) =>
    results.filter(({ classification }) => classes.includes(classification)).length;
  const counted = count('pass', 'high', 'low', 'nodata-fail');
  return counted === 0 ? null : (100 * count('pass')) / counted;
}

/** Every group with its weight in percent; those without a configured one share what is left. */
function weightsOf(metrics: readonly ScoredMetric[], configured: ReadonlyMap<string, number>): Map<string, number> {
  const names = [...new Set(metrics.flatMap(({ groups }) => groups))];
  const left = 100 - [...configured.values()].reduce((sum, weight) => sum + weight, 0);
  const unweighted = names.filter((name) => !configured.has(name)).length;
  return new Map(names.map((name) => [name, configured.get(name) ?? left / unweighted]));
}

function weightedSum(metrics: readonly ScoredMetric[], configured: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [name, weight] of weightsOf(metrics, configured)) {
    const results = metrics.filter(({ groups }) => groups.includes(name)).map(({ result }) => result);
    // A group without data counts as full marks: Kayenta's trap, kept because it is Kayenta that is shown.
    sum += (weight / 100) * (groupScore(results) ?? 100);
  }
  return Math.round(sum * 100) / 100;
}

/**
 * The score of a release: the weighted mean of its groups, unless a critical metric failed or half of the metrics have no data.
 *
 * @param weights of groups in percent; they are not normalised, so that weights of 60 cap the score at 60
 */
export function scoreMetrics(metrics: readonly ScoredMetric[], weights: ReadonlyMap<string, number>): Score {
  const heard = metrics.filter(({ muted }) => !muted);
  if (heard.length === 0) return { score: 0, reason: 'No metrics' };
  const failed = heard.find(({ result }) => result.critical && result.classification !== 'pass');
  if (failed) return { score: 0, reason: `Canary Failed: ${failed.name}: ${failed.result.reason}` };
  const silent = heard.filter(({ result }) => result.classification === 'nodata').length;
  if (silent / heard.length >= 0.5) return { score: 0, reason: 'Half of the metrics or more have no data' };
  return { score: weightedSum(heard, weights), reason: '' };
}
