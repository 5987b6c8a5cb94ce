import type { CanaryTrace } from '../../../model/canary/canary-trace.ts';
import type { Finding } from '../../../model/finding.ts';
import { formatValue } from '../../../model/format-value.ts';
import type { Scale } from '../scale.ts';
import type { PlotScale, TimePlot } from './time-plot.ts';

/** A metric as it is drawn: its finding and how it went. */
export interface DrawnMetric {
  readonly finding: Finding;
  readonly trace: CanaryTrace;
}

/** A scale of the other charts, as an upright one. */
export function upright({ share, ticks }: Scale): PlotScale {
  return { share, ticks: ticks.map(({ value, label }) => ({ share: share(value), label })) };
}

/** What all plots of a metric share: the time that they cover, and the moment of decision. */
export function timeOf({ trace }: DrawnMetric): Pick<TimePlot, 'ends' | 'decidedAt' | 'times'> {
  const [first, last] = [trace.trace[0]?.look ?? 1, trace.trace.at(-1)?.look ?? 1];
  const at = (share: number) => formatValue((first + share * (last - first)) * trace.secondsPerLook, 's');
  const times = (first === last ? [0.5] : [0, 0.5, 1]).map((share) => ({ share, label: at(share) }));
  return { ends: [first, last], decidedAt: trace.decidedAt, times };
}

/** The limit that a metric is judged against where the baseline does as it did on the whole; null where there is none. */
export function allowedValue({ reference, tolerance }: Finding): number | null {
  if (tolerance === null) return null;
  const absolute = tolerance.absolute ?? 0;
  if (tolerance.relative === null) return absolute;
  return reference === null ? null : reference.value * (1 + tolerance.relative) + absolute;
}
