import type { Tolerance } from '../../../model/finding.ts';
import { formatValue } from '../../../model/format-value.ts';
import type { Html } from '../markup.ts';
import { logScale } from '../scale.ts';
import { type DrawnMetric, timeOf, upright } from './drawn-metric.ts';
import { timePlot } from './time-plot.ts';

/** What the bounds of a metric are bounds of, and where its tolerance lies among them. */
interface Bounded {
  readonly title: string;
  readonly unit: 'share' | 'ratio';
  readonly limit: number;
  /** Values that the axis shows in any case. */
  readonly around: readonly number[];
}

function boundedBy(tolerance: Tolerance | null): Bounded {
  if (tolerance?.relative === null) {
    return { title: 'What the true rate can still be', unit: 'share', limit: tolerance.absolute ?? 0, around: [] };
  }
  const limit = 1 + (tolerance?.relative ?? 0);
  return { title: 'What it can still be, times the baseline', unit: 'ratio', limit, around: [0.5, 2] };
}

/** What could be ruled out by when: the band is what remains possible. Nothing where nothing was ruled out. */
export function boundPlot(drawn: DrawnMetric): Html | null {
  const { trace, finding } = drawn;
  const values = trace.bounds.flatMap(({ lower, upper }) => [lower, upper]).filter((bound) => bound !== null);
  if (values.length === 0) return null;
  const { title, unit, limit, around } = boundedBy(finding.tolerance);
  const scale = logScale([...values, limit, ...around], unit);
  const [least, most] = scale.ends;
  return timePlot({
    title,
    said: `What was ruled out by when. ${finding.message}`,
    ...timeOf(drawn),
    scale: upright(scale),
    band: trace.bounds.map(({ look, lower, upper }) => [look, lower ?? least, upper ?? most]),
    curves: [
      { look: 'bound-upper', name: 'at most', points: trace.bounds.map(({ look, upper }) => [look, upper]) },
      { look: 'bound-lower', name: 'at least', points: trace.bounds.map(({ look, lower }) => [look, lower]) },
    ],
    levels: [{ look: 'level-allowed', value: limit, name: `allowed: ${formatValue(limit, unit)}` }],
  });
}
