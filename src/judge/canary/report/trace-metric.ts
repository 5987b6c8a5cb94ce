import type { CanaryTrace } from '../../../model/canary/canary-trace.ts';
import { boundsOverTime } from './bounds-over-time.ts';
import { type CanaryRun, lookSeconds } from './canary-run.ts';
import type { ExaminedMetric } from './examined-metric.ts';
import { lookRates } from './look-rates.ts';
import { metricFingerprint } from './metric-finding.ts';

const finite = (value: number) => (Number.isFinite(value) ? value : null);

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
    bounds: boundsOverTime(examined, run),
  };
}
