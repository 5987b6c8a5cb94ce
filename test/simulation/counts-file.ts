import type { Random } from '../../src/demo/random.ts';
import { CanaryFile } from '../../src/model/canary/canary-file.ts';
import type { CountsMetric } from '../../src/model/canary/canary-metric.ts';
import type { CanarySettings } from '../../src/model/canary/canary-settings.ts';
import { binomial } from './binomial.ts';

/** A rollout whose errors are drawn by chance. */
export interface Rollout {
  readonly looks: number;
  /** Requests per look of both sides together. */
  readonly requests: number;
  readonly share: number;
  readonly baselineRate: number;
  readonly canaryRate: number;
  /** Look (from 1) from which the canary has its own rate; before it that of the baseline. */
  readonly from?: number;
}

/** One row per look: errors of a canary and its baseline. */
export function countsRows(random: Random, rollout: Rollout): CountsMetric['rows'] {
  const canary = Math.round(rollout.requests * rollout.share);
  const baseline = rollout.requests - canary;
  return Array.from({ length: rollout.looks }, (_, at) => {
    const rate = at + 1 >= (rollout.from ?? 1) ? rollout.canaryRate : rollout.baselineRate;
    return {
      canary: { bad: binomial(random, canary, rate), total: canary },
      baseline: { bad: binomial(random, baseline, rollout.baselineRate), total: baseline },
    };
  });
}

/** A file with one metric, `errors`, at the tolerance of the published simulations: 1.2 × + 0.1 percentage points. */
export function countsFile(rows: CountsMetric['rows'], judge: Partial<CanarySettings> = {}): CanaryFile {
  const start = '2026-11-03T10:00:00.000Z';
  const tolerance = { relative: 0.2, absolute: 0.001 };
  return CanaryFile.parse({
    schema: 'tollgate.canary/1',
    judge,
    start,
    metrics: [{ name: 'errors', kind: 'counts', tolerance, rows }],
  });
}
