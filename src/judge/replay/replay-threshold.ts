import type { CanaryFile } from '../../model/canary/canary-file.ts';
import type { Conditions } from '../threshold/assess-measurement.ts';
import type { Limits } from '../threshold/assess-metric.ts';
import { judgeThreshold, type ThresholdSeries } from '../threshold/judge-threshold.ts';
import type { Replayed } from './replayed.ts';
import { type ValueSeries, valueSeries } from './value-series.ts';

/** How Argo watches: limits of all metrics, and conditions on the canary's own value by metric (or by `metric p95`). */
export interface ThresholdReplay {
  readonly limits: Limits;
  readonly conditions: ReadonlyMap<string, Conditions>;
}

/** How far the canary is beyond its tolerance in every look: what people write into a query where no fixed limit fits. */
function excess({ canary, baseline, allowed }: ValueSeries): (number | null)[] {
  return canary.map((value, look) => {
    const beside = baseline[look] ?? null;
    // A plain limit needs no baseline.
    const limit = allowed(beside ?? Number.NaN);
    return value === null || (beside === null && Number.isNaN(limit)) ? null : value - limit;
  });
}

const withinTolerance: Conditions = { success: { operator: '<=', limit: 0 }, failure: null };

function thresholdSeries(series: ValueSeries, warmup: number, replay: ThresholdReplay): ThresholdSeries {
  const own = replay.conditions.get(series.name) ?? replay.conditions.get(series.metric.name);
  return {
    name: series.name,
    values: (own === undefined ? excess(series) : series.canary).slice(warmup),
    conditions: own ?? withinTolerance,
    limits: replay.limits,
    dryRun: !series.metric.blocking,
  };
}

const outcomes = { successful: 'passed', failed: 'stopped', error: 'stopped', inconclusive: 'undecided' } as const;

/** What Argo's analysis would have done: it aborts on `failed` and on `error`, pauses on `inconclusive`. */
export function replayThreshold(file: CanaryFile, replay: ThresholdReplay): Replayed {
  const { warmup } = file.judge;
  const series = file.metrics.flatMap((metric) =>
    valueSeries(metric).map((one) => thresholdSeries(one, warmup, replay)),
  );
  const { phase, look, metric, message } = judgeThreshold(series);
  return { outcome: outcomes[phase], look: look + warmup, reason: metric === null ? '' : `${metric}: ${message}` };
}
