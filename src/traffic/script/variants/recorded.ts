import type { LoadPlan } from '../load-plan.ts';
import type { Hold, Scenario, Variant } from '../variant.ts';
import { k6Duration } from '../variant.ts';
import { virtualUsers } from '../virtual-users.ts';
import { heldRequests, sentShare, unitOf, weightedThresholds } from '../weighted.ts';

type Steps = NonNullable<LoadPlan['base']['steps']>;

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
/** A step this many standard deviations (of a Poisson number) away from its minute's mean is a burst. */
const burstWidth = 3;
const burstSeconds = 600;

/** The `length` steps in a row with most requests. */
function busiest(counts: readonly number[], length: number): readonly number[] {
  const starts = Array.from({ length: Math.max(1, counts.length - length + 1) }, (_, index) => index);
  const best = starts.reduce((known, start) =>
    sum(counts.slice(start, start + length)) > sum(counts.slice(known, known + length)) ? start : known,
  );
  return counts.slice(best, best + length);
}

/** Minutes held as one where they are even, step by step where a burst is; a rate is per second, unscaled. */
function heldMinutes({ seconds, counts }: Steps): { seconds: number; perSecond: number }[] {
  const perMinute = Math.max(1, Math.round(60 / seconds));
  const held: { seconds: number; perSecond: number }[] = [];
  for (let start = 0; start < counts.length; start += perMinute) {
    const minute = counts.slice(start, start + perMinute);
    const mean = sum(minute) / minute.length;
    const isBurst = minute.some((count) => Math.abs(count - mean) > burstWidth * Math.sqrt(Math.max(1, mean)));
    if (isBurst) held.push(...minute.map((count) => ({ seconds, perSecond: count / seconds })));
    else held.push({ seconds: seconds * minute.length, perSecond: mean / seconds });
  }
  return held;
}

function scenarioOf(
  plan: LoadPlan,
  held: readonly { seconds: number; perSecond: number }[],
): {
  scenario: Scenario;
  requests: number;
} {
  const factor = sentShare(plan) * plan.settings.scale;
  const peak = Math.max(...held.map(({ perSecond }) => perSecond)) * factor;
  const unit = unitOf(plan.perSecond);
  const hold = held.map(({ seconds, perSecond }): Hold => [seconds, Math.round(perSecond * factor * unit.seconds)]);
  const settings = {
    executor: 'ramping-arrival-rate',
    startRate: hold[0]?.[1] ?? 0,
    timeUnit: unit.timeUnit,
    ...virtualUsers(peak, plan.latency),
    exec: 'sendTraffic',
  };
  const requests = heldRequests(hold, unit.seconds);
  return { requests, scenario: { name: 'traffic', comment: `${Math.round(requests)} requests`, settings, hold } };
}

const needsSteps = ({ base }: LoadPlan): Steps | null =>
  base.steps !== null && base.steps.seconds <= 60 && base.steps.counts.length > 1 ? base.steps : null;

/** The recorded curve of the busiest hour, in short steps where bursts are; null where the log's times are too coarse. */
export function curve(plan: LoadPlan): Variant | null {
  const steps = needsSteps(plan);
  if (steps === null) return null;
  const counts = busiest(steps.counts, Math.max(1, Math.round(plan.settings.seconds / steps.seconds)));
  const { scenario, requests } = scenarioOf(plan, heldMinutes({ ...steps, counts }));
  const length = k6Duration(counts.length * steps.seconds);
  return {
    file: 'curve.js',
    about: [
      `The curve of the busiest ${length} that production had, minute by minute; ${steps.seconds} s at a time where it was bursty.`,
      'Shows what follows from changes: autoscaling, caches that cool down, pools that grow and shrink.',
    ],
    calls: ['sendTraffic'],
    scenarios: [scenario],
    thresholds: weightedThresholds(plan, requests),
  };
}

/** The ten minutes around the largest recorded burst, step by step; null where the log's times are too coarse. */
export function burst(plan: LoadPlan): Variant | null {
  const steps = needsSteps(plan);
  if (steps === null) return null;
  const length = Math.min(steps.counts.length, Math.round(burstSeconds / steps.seconds));
  const peak = steps.counts.indexOf(Math.max(...steps.counts));
  const start = Math.min(Math.max(0, peak - Math.floor(length / 2)), steps.counts.length - length);
  const counts = steps.counts.slice(start, start + length);
  const held = counts.map((count) => ({ seconds: steps.seconds, perSecond: count / steps.seconds }));
  const { scenario, requests } = scenarioOf(plan, held);
  return {
    file: 'burst.js',
    about: [
      `The ${k6Duration(length * steps.seconds)} around production's largest burst, ${steps.seconds} s by ${steps.seconds} s.`,
      'Shows queues: connection pools, thread pools, rate limits, retries.',
    ],
    calls: ['sendTraffic'],
    scenarios: [scenario],
    thresholds: weightedThresholds(plan, requests),
  };
}
