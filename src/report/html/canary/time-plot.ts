import { type Html, markup } from '../markup.ts';

/** A vertical axis: places as shares of its height, 0 at the bottom. */
export interface PlotScale {
  readonly share: (value: number) => number;
  readonly ticks: readonly { readonly share: number; readonly label: string }[];
}

/** Values over looks; null leaves a gap. */
interface Curve {
  /** Class that gives its colour and dashes. */
  readonly look: string;
  readonly name: string;
  readonly points: readonly (readonly [look: number, value: number | null])[];
}

export interface TimePlot {
  readonly title: string;
  /** Everything that the drawing says, in words. */
  readonly said: string;
  /** First and last look. */
  readonly ends: readonly [number, number];
  readonly scale: PlotScale;
  readonly curves: readonly Curve[];
  /** Lines across, with their name at the right end. */
  readonly levels: readonly { readonly look: string; readonly value: number; readonly name: string }[];
  /** Area between two values. */
  readonly band?: readonly (readonly [look: number, low: number, high: number])[];
  /** The moment of decision. */
  readonly decidedAt: number | null;
  /** Times under the drawing, as shares of its width. */
  readonly times: readonly { readonly share: number; readonly label: string }[];
}

const rounded = (place: number) => Math.round(place * 100) / 100;
/** More points than a screen has columns are drawn as every nth. */
const drawn = 800;

interface Plane {
  readonly x: (look: number) => number;
  readonly y: (value: number) => number;
}

function planeOf({ ends: [first, last], scale }: TimePlot): Plane {
  return {
    x: (look) => rounded(last === first ? 50 : (100 * (look - first)) / (last - first)),
    y: (value) => rounded(100 - 100 * scale.share(value)),
  };
}

/** A path through the points; a lone point is a dot. */
function pathOf({ points }: Curve, { x, y }: Plane): string {
  const every = Math.ceil(points.length / drawn);
  let isOpen = false;
  return points
    .filter((_, at) => at % every === 0 || at === points.length - 1)
    .map(([look, value]) => {
      if (value === null) {
        isOpen = false;
        return '';
      }
      const step = `${isOpen ? 'L' : 'M'}${x(look)} ${y(value)}${isOpen ? '' : 'h0'}`;
      isOpen = true;
      return step;
    })
    .join('');
}

function bandOf(band: NonNullable<TimePlot['band']>, { x, y }: Plane): Html | null {
  if (band.length === 0) return null;
  const upper = band.map(([look, , high]) => `${x(look)},${y(high)}`);
  const lower = band.toReversed().map(([look, low]) => `${x(look)},${y(low)}`);
  return markup`<polygon class="known" points="${[...upper, ...lower].join(' ')}"/>`;
}

/** A line on a plane that is stretched in both directions keeps its width. */
const line = (look: string, path: string) =>
  markup`<path class="${look}" d="${path}" vector-effect="non-scaling-stroke"/>`;

function drawing(plot: TimePlot): Html {
  const plane = planeOf(plot);
  const across = (value: number) => `M0 ${plane.y(value)}H100`;
  return markup`<svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img"><title>${plot.said}</title>${plot.scale.ticks.map(({ share }) => line('grid', `M0 ${rounded(100 - 100 * share)}H100`))}${bandOf(plot.band ?? [], plane)}${plot.levels.map(({ look, value }) => line(look, across(value)))}${plot.curves.map((curve) => line(curve.look, pathOf(curve, plane)))}${plot.decidedAt !== null && line('moment', `M${plane.x(plot.decidedAt)} 0V100`)}</svg>`;
}

/**
 * Curves over time. Lines are drawn on a stretched plane and words stand beside it as text, so that it is readable at any width.
 */
export function timePlot(plot: TimePlot): Html {
  const plane = planeOf(plot);
  const key = [...plot.curves, ...plot.levels].map(
    ({ look, name }) =>
      markup`<li><svg width="22" height="8" aria-hidden="true"><path class="${look}" d="M1 4h20"/></svg>${name}</li>`,
  );
  return markup`<figure class="plot"><figcaption>${plot.title}</figcaption><ul class="key-line">${key}</ul>
<div class="frame">${drawing(plot)}${plot.scale.ticks.map(({ share, label }) => markup`<span class="tick" style="bottom:${rounded(100 * share)}%">${label}</span>`)}${plot.decidedAt !== null && markup`<i class="decided" style="left:${plane.x(plot.decidedAt)}%"></i>`}${plot.times.map(({ share, label }) => markup`<span class="time" style="left:${rounded(100 * share)}%">${label}</span>`)}</div></figure>
`;
}
