import { classifyMetric, type Means } from './classify-metric.ts';
import type { KayentaMetric, MetricPair } from './kayenta-metric.ts';
import { type Score, type ScoredMetric, scoreMetrics } from './score-metrics.ts';

/** One metric with its two series, equally long after padding. */
export interface KayentaSeries {
  readonly name: string;
  readonly groups: readonly string[];
  readonly metric: KayentaMetric;
  readonly pair: MetricPair;
}

export interface KayentaSettings {
  /** Weights of groups in percent. */
  readonly groupWeights: ReadonlyMap<string, number>;
  /** Scores from which on a canary passes, and is at least marginal. */
  readonly thresholds: { readonly pass: number; readonly marginal: number };
}

/** What most published configurations have. */
export const kayentaSettings: KayentaSettings = {
  groupWeights: new Map(),
  thresholds: { pass: 95, marginal: 75 },
};

export interface KayentaVerdict extends Score {
  readonly verdict: 'pass' | 'marginal' | 'fail';
  readonly metrics: readonly ScoredMetric[];
}

function verdictOf(score: number, { pass, marginal }: KayentaSettings['thresholds']): KayentaVerdict['verdict'] {
  if (score >= pass) return 'pass';
  return score >= marginal ? 'marginal' : 'fail';
}

/** Judges one window as NetflixACAJudge-v1.0 does. */
export function judgeKayenta(
  series: readonly KayentaSeries[],
  means: Means,
  settings: KayentaSettings = kayentaSettings,
): KayentaVerdict {
  const metrics = series.map(({ name, groups, metric, pair }) => ({
    name,
    groups,
    muted: metric.muted,
    result: classifyMetric(pair, metric, means),
  }));
  const scored = scoreMetrics(metrics, settings.groupWeights);
  return { ...scored, verdict: verdictOf(scored.score, settings.thresholds), metrics };
}
