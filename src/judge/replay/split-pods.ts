import type { Random } from '../../demo/random.ts';
import type { CanaryMetric } from '../../model/canary/canary-metric.ts';
import type { PodsFile, PodsMetric } from '../../model/canary/pods-file.ts';
import { mean } from '../../stats/mean.ts';
import type { Stretch } from './cut-windows.ts';

/** The pods that play the canary, and those that play its baseline. */
interface Groups {
  readonly canary: readonly string[];
  readonly baseline: readonly string[];
}

/** Every pod that any metric knows, in an order that does not depend on the file. */
export function podNames({ metrics }: Pick<PodsFile, 'metrics'>): string[] {
  return [...new Set(metrics.flatMap(({ pods }) => Object.keys(pods)))].sort();
}

/** Shuffles pods (Fisher and Yates) and gives the first ones to the canary, at least one to each side. */
function groupsOf(pods: readonly string[], share: number, random: Random): Groups {
  const order = [...pods];
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? '', order[at] ?? ''];
  }
  const size = Math.min(order.length - 1, Math.max(1, Math.round(share * order.length)));
  return { canary: order.slice(0, size), baseline: order.slice(size) };
}

type ByPod<Side> = Readonly<Record<string, readonly (Side | null)[]>>;

/** How pods are put together: which, over which rows. */
interface Pairing extends Stretch {
  readonly groups: Groups;
}

/** Puts the values of a group's pods in one look together; null where none of them was measured. */
function gather<Side>(
  own: readonly (readonly (Side | null)[])[],
  look: number,
  together: (sides: readonly Side[]) => Side,
): Side | null {
  const measured = own.flatMap((values) => {
    const value = values[look] ?? null;
    return value === null ? [] : [value];
  });
  return measured.length === 0 ? null : together(measured);
}

interface Paired<Side> {
  readonly canary: Side | null;
  readonly baseline: Side | null;
}

function pair<Side>(
  pods: ByPod<Side>,
  { groups, from, to }: Pairing,
  together: (sides: readonly Side[]) => Side,
): Paired<Side>[] {
  const of = (group: readonly string[]) => group.flatMap((pod) => (Object.hasOwn(pods, pod) ? [pods[pod] ?? []] : []));
  const [canary, baseline] = [of(groups.canary), of(groups.baseline)];
  return Array.from({ length: to - from }, (_, at) => ({
    canary: gather(canary, from + at, together),
    baseline: gather(baseline, from + at, together),
  }));
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function paired(metric: PodsMetric, pairing: Pairing): CanaryMetric {
  switch (metric.kind) {
    case 'counts': {
      const { pods, ...rest } = metric;
      const rows = pair(pods, pairing, (sides) => ({
        bad: sum(sides.map(({ bad }) => bad)),
        total: sum(sides.map(({ total }) => total)),
      }));
      return { ...rest, rows };
    }
    case 'samples': {
      const { pods, ...rest } = metric;
      return { ...rest, rows: pair(pods, pairing, (sides) => sides.flat()) };
    }
    case 'histogram': {
      const { pods, ...rest } = metric;
      const rows = pair(pods, pairing, (sides) =>
        [...rest.bounds, Infinity].map((_, at) => sum(sides.map((counts) => counts[at] ?? 0))),
      );
      return { ...rest, rows };
    }
    case 'gauge': {
      const { pods, ...rest } = metric;
      return { ...rest, rows: pair(pods, pairing, mean) };
    }
  }
}

/** How many looks a recording has. */
export function podLooks({ metrics }: Pick<PodsFile, 'metrics'>): number {
  return metrics.flatMap(({ pods }) => Object.values(pods))[0]?.length ?? 0;
}

/** How a recording by pod is made one of two sides. */
export interface PodSplit extends Stretch {
  /** Share of the pods that plays the canary. */
  readonly share: number;
  readonly random: Random;
}

/** A stretch of a recording with some of its pods, chosen by chance, as the canary and the others as its baseline. */
export function splitPods(file: PodsFile, { share, random, from, to }: PodSplit): CanaryMetric[] {
  const groups = groupsOf(podNames(file), share, random);
  return file.metrics.map((metric) => paired(metric, { groups, from, to }));
}
