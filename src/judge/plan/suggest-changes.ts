import type { Suggestion } from '../../model/canary/canary-plan.ts';
import { isDecidable, looksUntil } from './plan-verdicts.ts';
import type { PlannedMetric, PlannedWatch } from './planned-metric.ts';

/** A lever that can be moved from where it stands to `most`. */
interface Lever {
  readonly lever: Suggestion['lever'];
  readonly now: number;
  readonly most: number;
  /** The whole units in which the value is rounded up. */
  readonly step: number;
  readonly moved: (value: number) => PlannedMetric;
  readonly factor: (value: number) => number;
}

const largestShare = 0.5;
const largestLoad = 1000;

const total = ({ traffic }: PlannedMetric) => traffic.canary + traffic.baseline;

function withShare(metric: PlannedMetric, share: number): PlannedMetric {
  return { ...metric, traffic: { canary: total(metric) * share, baseline: total(metric) * (1 - share) } };
}

function withLoad(metric: PlannedMetric, factor: number): PlannedMetric {
  const { canary, baseline } = metric.traffic;
  return { ...metric, traffic: { canary: canary * factor, baseline: baseline * factor } };
}

function trafficLevers(metric: PlannedMetric): Lever[] {
  const share = metric.traffic.canary / total(metric);
  return [
    {
      lever: 'share',
      now: share,
      most: largestShare,
      step: 0.01,
      moved: (value) => withShare(metric, value),
      factor: (value) => value / share,
    },
    {
      lever: 'load',
      now: 1,
      most: largestLoad,
      step: 0.1,
      moved: (value) => withLoad(metric, value),
      factor: (value) => value,
    },
  ];
}

/** Tolerances of a share of bad requests; those of latency would change what a slow request is. */
function toleranceLevers(metric: PlannedMetric): Lever[] {
  const { allowance, baselineRate } = metric;
  if (metric.kind === 'latency') return [];
  const allowed = allowance.rho * baselineRate + allowance.delta;
  const absolute: Lever = {
    lever: 'absolute',
    now: allowance.delta,
    most: 0.5,
    step: 0.0005,
    moved: (delta) => ({ ...metric, allowance: { ...allowance, delta } }),
    factor: (delta) => (allowance.rho * baselineRate + delta) / allowed,
  };
  if (!(allowance.rho > 0 && baselineRate > 0)) return [absolute];
  const relative: Lever = {
    lever: 'relative',
    now: allowance.rho - 1,
    most: 20,
    step: 0.1,
    moved: (value) => ({ ...metric, allowance: { ...allowance, rho: 1 + value } }),
    factor: (value) => ((1 + value) * baselineRate + allowance.delta) / allowed,
  };
  return [absolute, relative];
}

/** The smallest value of a lever with which an unchanged canary passes within the horizon, in whole steps; null where none does. */
function enough({ now, most, step, moved }: Lever, watch: PlannedWatch): number | null {
  if (!(now < most && isDecidable(moved(most), watch))) return null;
  let [low, high] = [Math.floor(now / step), Math.round(most / step)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isDecidable(moved(middle * step), watch)) high = middle;
    else low = middle;
  }
  return Number((high * step).toPrecision(6));
}

function longerWatch(metric: PlannedMetric, watch: PlannedWatch): Suggestion[] {
  const looks = looksUntil(metric, watch, { verdict: 'pass', canaryRate: metric.unchanged.canaryRate });
  return Number.isFinite(looks) ? [{ lever: 'horizon', value: looks, factor: looks / watch.horizon }] : [];
}

/**
 * Every single change that would make a verdict possible, the smallest first; none where it is possible already.
 *
 * "Smallest" is the factor by which the lever must move: share, watching time, requests, or the allowed rate of bad requests.
 */
export function suggestChanges(metric: PlannedMetric, watch: PlannedWatch): Suggestion[] {
  if (isDecidable(metric, watch)) return [];
  const moved = [...trafficLevers(metric), ...toleranceLevers(metric)].flatMap((lever) => {
    const value = enough(lever, watch);
    return value === null ? [] : [{ lever: lever.lever, value, factor: lever.factor(value) }];
  });
  return [...moved, ...longerWatch(metric, watch)].sort((a, b) => a.factor - b.factor);
}
