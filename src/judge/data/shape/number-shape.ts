import { type Curve, curveOf, curveQuantiles } from '../../../stats/distribution.ts';
import { kolmogorovSmirnov, kolmogorovSmirnovNoise } from '../../../stats/kolmogorov-smirnov.ts';
import { populationStability } from '../../../stats/population-stability.ts';
import type { ColumnPair } from '../pair-columns.ts';
import { distributionOf, moved } from './distribution-of.ts';
import type { Shape } from './shape.ts';

const bins = 10;
/** The newest row, but for a few that lie in the future by mistake. */
const newest = 0.995;

interface Both {
  readonly reference: Curve;
  readonly candidate: Curve;
}

const isEmpty = ({ points }: Curve) => points.length === 0;

/** A snapshot that is two weeks old has the same ages. */
function byAge({ reference, candidate }: Both): Both {
  const aged = (one: Curve) => {
    const last = curveQuantiles(one, [newest])[0] ?? Number.NaN;
    return Number.isFinite(last) ? moved(one, last) : one;
  };
  return { reference: aged(reference), candidate: aged(candidate) };
}

/** The same place in fewer rows is another number: what points at rows is compared by its place among them. */
function byPlace({ reference, candidate }: Both): Both {
  const placed = (one: Curve) => {
    const [low = 0, high = 0] = curveQuantiles(one, [0.001, 0.999]);
    return high > low ? moved(one, low, 1 / (high - low)) : one;
  };
  return { reference: placed(reference), candidate: placed(candidate) };
}

/** How alike the numbers or times of a column are; null where a side shows none. */
export function numberShape({ reference, candidate, family, role }: ColumnPair): Shape | null {
  const [left, right] = [distributionOf(reference.statistics, family), distributionOf(candidate.statistics, family)];
  const both = { reference: curveOf(left), candidate: curveOf(right) };
  if (isEmpty(both.reference) || isEmpty(both.candidate)) return null;
  const isTime = family === 'date' || family === 'time';
  const views = isTime ? [both, byAge(both)] : [role === 'reference' ? byPlace(both) : both];
  const [nearest] = views
    .map((view) => ({ view, distance: kolmogorovSmirnov(view.reference, view.candidate).distance }))
    .sort((one, other) => one.distance - other.distance);
  if (nearest === undefined) return null;
  const counts = [left, right].map(({ bounds }) => bounds.length - 1).filter((count) => count > 0);
  const stability = populationStability(nearest.view.reference, nearest.view.candidate, bins);
  return {
    measure: 'Kolmogorov–Smirnov',
    distance: nearest.distance,
    noise: kolmogorovSmirnovNoise([reference.sample, candidate.sample], counts.length === 0 ? 0 : Math.min(...counts)),
    words: `up to ${Math.round(nearest.distance * 100)} % of the rows lie on another side of some value${isTime ? ' (also by age)' : ''}; stability index ${stability.toFixed(2)}`,
  };
}
