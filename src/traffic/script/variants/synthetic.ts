import type { LoadPlan } from '../load-plan.ts';
import { rateInUnits } from '../rate-in-units.ts';
import { k6Duration, type Variant } from '../variant.ts';
import { virtualUsers } from '../virtual-users.ts';
import { sentShare, unitOf, weightedThresholds } from '../weighted.ts';

const unitSeconds = { '1s': 1, '10s': 10, '1m': 60, '10m': 600, '1h': 3600 } as const;
/** A spike is at least this many times the busiest hour. */
const leastSpike = 3;
/** Of the busiest hour, where the log does not tell an average day. */
const soakShare = 0.7;

/** The largest recorded step, per second and scaled, or nothing. */
function recordedPeak(plan: LoadPlan): number {
  const { steps } = plan.base;
  return steps === null ? 0 : (Math.max(...steps.counts) / steps.seconds) * plan.settings.scale * sentShare(plan);
}

/** From the busiest hour's rate to a multiple of it and back, to see whether and how fast staging recovers. */
export function spike(plan: LoadPlan): Variant {
  const unit = unitOf(plan.perSecond);
  const [base, peak] = [plan.perSecond, Math.max(leastSpike * plan.perSecond, recordedPeak(plan))];
  const [low, high] = [Math.max(1, Math.round(base * unit.seconds)), Math.round(peak * unit.seconds)];
  const stages = [
    { duration: '2m', target: low },
    { duration: '10s', target: high },
    { duration: '1m', target: high },
    { duration: '10s', target: low },
    { duration: '5m', target: low },
  ];
  const requests = (low * 420 + ((low + high) / 2) * 20 + high * 60) / unit.seconds;
  return {
    file: 'spike.js',
    about: [
      `A spike: ${(high / low).toFixed(1)} times the busiest hour for one minute, then five minutes to recover.`,
      'Shows whether staging sheds load and comes back, or stays down. Crossed latency thresholds are to be read, not feared.',
    ],
    calls: ['sendTraffic'],
    scenarios: [
      {
        name: 'traffic',
        comment: `${Math.round(requests)} requests`,
        settings: {
          executor: 'ramping-arrival-rate',
          startRate: low,
          timeUnit: unit.timeUnit,
          stages,
          ...virtualUsers(peak, plan.latency),
          exec: 'sendTraffic',
        },
      },
    ],
    thresholds: weightedThresholds(plan, requests),
  };
}

/** The average of the day for hours. */
export function soak(plan: LoadPlan, hourOfDay: readonly number[] | null): Variant {
  const { soakSeconds } = plan.settings;
  const average =
    hourOfDay === null
      ? soakShare * plan.perSecond
      : (hourOfDay.reduce((sum, perMinute) => sum + perMinute, 0) / 24 / 60) * plan.settings.scale * sentShare(plan);
  const perSecond = average > 0 ? average : soakShare * plan.perSecond;
  const rate = rateInUnits(perSecond);
  const requests = (soakSeconds * rate.rate) / unitSeconds[rate.timeUnit];
  return {
    file: 'soak.js',
    about: [
      `A soak: ${hourOfDay === null ? 'seven tenths of the busiest hour' : 'the average of the day'} for ${k6Duration(soakSeconds)}.`,
      'Shows leaks: memory, connections, file handles, disk, and what only a nightly job meets.',
    ],
    calls: ['sendTraffic'],
    scenarios: [
      {
        name: 'traffic',
        comment: `${Math.round(requests)} requests`,
        settings: {
          executor: 'constant-arrival-rate',
          ...rate,
          duration: k6Duration(soakSeconds),
          ...virtualUsers(perSecond, plan.latency),
          exec: 'sendTraffic',
        },
      },
    ],
    thresholds: weightedThresholds(plan, requests),
  };
}
