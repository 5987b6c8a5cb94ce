import { planCanary } from '../../judge/plan/plan-canary.ts';
import { plannedFromFile } from '../../judge/plan/planned-from-file.ts';
import { plannedFromTraffic } from '../../judge/plan/planned-from-traffic.ts';
import type { CanaryFile } from '../../model/canary/canary-file.ts';
import type { CanaryPlan } from '../../model/canary/canary-plan.ts';
import { parseDuration } from '../../model/duration.ts';
import { UsageError } from '../../model/usage-error.ts';
import { readCanaryFile } from './read-canary-file.ts';

/** What is planned for; null where it was not given. */
export interface CanaryPlanRequest {
  /** A recorded canary whose traffic, tolerances and settings are taken. */
  readonly file: string | null;
  readonly requestsPerSecond: number | null;
  readonly errorRate: number | null;
  readonly share: number | null;
  readonly relative: number;
  readonly absolute: number;
  readonly quantiles: readonly number[];
  readonly latencyRelative: number;
  readonly latencySpread: number;
  readonly interval: string;
  readonly horizon: number | null;
  readonly warmup: number | null;
  readonly falseAlarm: number;
  readonly falsePass: number;
}

/** How long is looked where nothing else is said: a quarter of an hour, the first minute not counted. */
const usual = { horizon: 30, warmup: 2, minPassLooks: 10 } as const;

/** The usual share: few requests need a large one. */
const usualShare = (requestsPerSecond: number) => (requestsPerSecond < 100 ? 0.25 : 0.05);

function planFile(file: CanaryFile, { share, horizon, warmup }: CanaryPlanRequest): CanaryPlan {
  const watch = {
    intervalSeconds: parseDuration(file.interval),
    horizon: horizon ?? file.judge.horizon,
    warmup: warmup ?? file.judge.warmup,
    minPassLooks: file.judge.minPassLooks,
    falsePass: file.judge.falsePass,
  };
  const gauges = file.metrics.filter(({ kind }) => kind === 'gauge').map(({ name }) => name);
  const metrics = plannedFromFile(file, share);
  if (metrics.length === 0)
    throw new UsageError(
      'invalid-option',
      'the file has no metric that can be planned for: wanted counts, samples or histograms',
    );
  return planCanary(metrics, watch, [
    'Traffic, error rates and the spread of response times are the means of the file’s rows.',
    ...(gauges.length > 0 ? [`Gauges cannot be planned for: ${gauges.join(', ')}.`] : []),
    ...latencyRemarks(metrics.some(({ kind }) => kind === 'latency')),
  ]);
}

const latencyRemarks = (planned: boolean) => (planned ? ['Response times are taken as log-normal.'] : []);

function planTraffic(request: CanaryPlanRequest): CanaryPlan {
  const { requestsPerSecond, errorRate, relative, absolute, quantiles } = request;
  if (requestsPerSecond === null || errorRate === null) {
    throw new UsageError(
      'invalid-option',
      'nothing is known of the traffic: give --requests-per-second and --error-rate, or a recorded tollgate.canary/1 file',
    );
  }
  const share = request.share ?? usualShare(requestsPerSecond);
  const intervalSeconds = parseDuration(request.interval);
  const metrics = plannedFromTraffic({
    requestsPerSecond,
    share,
    errorRate,
    errors: { relative, absolute },
    latency: { quantiles, relative: request.latencyRelative, spread: request.latencySpread },
    intervalSeconds,
    falseAlarm: request.falseAlarm,
  });
  const watch = {
    intervalSeconds,
    horizon: request.horizon ?? usual.horizon,
    warmup: request.warmup ?? usual.warmup,
    minPassLooks: usual.minPassLooks,
    falsePass: request.falsePass,
  };
  return planCanary(metrics, watch, latencyRemarks(quantiles.length > 0));
}

/**
 * Plans how long a canary must be watched, at the traffic of a recorded one or at that of the options.
 *
 * @throws UsageError where neither is given, and where the file is none
 */
export async function canaryPlan(request: CanaryPlanRequest): Promise<CanaryPlan> {
  return request.file === null ? planTraffic(request) : planFile(await readCanaryFile(request.file), request);
}
