import type { CanaryTrace } from '../../../model/canary/canary-trace.ts';
import { metricScores } from '../metric-scores.ts';
import { ratioBounds } from '../ratio-bounds.ts';
import { type CanaryRun, lookSeconds } from './canary-run.ts';
import type { ExaminedMetric } from './examined-metric.ts';
import { lookRates } from './look-rates.ts';
import { metricFingerprint } from './metric-finding.ts';

/** Bounds are drawn at so many looks; each costs as much as judging anew some fifty times. */
const boundsDrawn = 16;

const finite = (value: number) => (Number.isFinite(value) ? value : null);

function boundsAt({ state }: ExaminedMetric, { file }: CanaryRun): CanaryTrace['bounds'] {
  const scores = metricScores(state.metric, { horizon: file.judge.horizon, history: file.history });
  const { length } = state.trace;
  const steps = Math.min(boundsDrawn, length);
  return Array.from({ length: steps }, (_, step) => {
    const looks = Math.round(((step + 1) * length) / steps);
    const firstRow = file.judge.warmup;
    const settings = { firstRow, endRow: firstRow + looks, thresholds: state.thresholds };
    return { look: firstRow + looks, ...ratioBounds(scores, settings) };
  });
}

/** How one metric went, look by look, with everything that a chart of it needs. */
export function traceMetric(examined: ExaminedMetric, decidedAt: number | null, run: CanaryRun): CanaryTrace {
  const { state, sides } = examined;
  const { metric } = state;
  return {
    fingerprint: metricFingerprint(run, metric),
    name: metric.name,
    kind: metric.kind,
    blocking: metric.blocking,
    secondsPerLook: lookSeconds(run.file),
    thresholds: state.thresholds,
    decidedAt,
    unit: metric.kind === 'counts' ? 'share' : metric.unit,
    trace: state.trace.map(({ look, logFail, logPass, noise }) => ({
      look,
      logFail: finite(logFail),
      logPass: finite(logPass),
      noise,
    })),
    rates: state.trace.map(({ look }) => ({ look, ...lookRates(metric, look, sides.quantile) })),
    bounds: boundsAt(examined, run),
  };
}
