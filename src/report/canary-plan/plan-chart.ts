import type { CanaryPlan, MetricPlan } from '../../model/canary/canary-plan.ts';
import { formatValue } from '../../model/format-value.ts';
import { type Html, markup } from '../html/markup.ts';
import { linearScale, logScale, type Scale } from '../html/scale.ts';

/** The plot in its own units: about one per pixel on a telephone. */
const plot = { left: 66, top: 8, wide: 460, high: 240, width: 540, height: 296 } as const;

const rounded = (length: number) => Math.round(length * 10) / 10;
const across = (scale: Scale, value: number) => rounded(plot.left + scale.share(value) * plot.wide);
const up = (scale: Scale, value: number) => rounded(plot.top + plot.high - scale.share(value) * plot.high);

interface Plane {
  readonly x: Scale;
  readonly y: Scale;
}

function grid({ x, y }: Plane): Html {
  const columns = x.ticks.map(
    ({ value, label }) =>
      markup`<path class="grid" d="M${across(x, value)} ${plot.top}v${plot.high}"/><text x="${across(x, value)}" y="${plot.top + plot.high + 16}" text-anchor="middle">${label}</text>`,
  );
  const rows = y.ticks.map(
    ({ value, label }) =>
      markup`<path class="grid" d="M${plot.left} ${up(y, value)}h${plot.wide}"/><text x="${plot.left - 6}" y="${up(y, value) + 4}" text-anchor="end">${label}</text>`,
  );
  return markup`<g aria-hidden="true"><rect class="frame" x="${plot.left}" y="${plot.top}" width="${plot.wide}" height="${plot.high}"/>${columns}${rows}<text class="axis-name" x="${plot.left + plot.wide / 2}" y="${plot.height - 8}" text-anchor="middle">share of bad canary requests</text></g>`;
}

/** One verdict's curve in unbroken pieces: it ends where the verdict never comes. */
function curve(plane: Plane, points: readonly (readonly [number, number | null])[], look: string): Html {
  let path = '';
  let broken = true;
  for (const [rate, minutes] of points) {
    if (minutes === null) broken = true;
    else {
      path += `${broken ? 'M' : 'L'}${across(plane.x, rate)} ${up(plane.y, minutes)}`;
      broken = false;
    }
  }
  return markup`<path d="${path}" fill="none" stroke="var(--${look})" stroke-width="2.5"/>`;
}

/** Minutes until both verdicts over the true share of bad canary requests, with the horizon as a dashed line. */
export function planChart(metric: MetricPlan, { intervalSeconds, horizon, warmup }: CanaryPlan): Html {
  const end = ((warmup + horizon) * intervalSeconds) / 60;
  const within = (minutes: number | null) => (minutes !== null && minutes <= 4 * end ? minutes : null);
  const points = metric.curve.map((point) => ({ ...point, pass: within(point.pass), fail: within(point.fail) }));
  const minutes = points.flatMap(({ pass, fail }) => [pass, fail].filter((value) => value !== null));
  const plane = {
    x: linearScale(
      points.map(({ canaryRate }) => canaryRate),
      'share',
    ),
    y: logScale([end, ...minutes], 'min'),
  };
  const title = `${metric.name}: time until a verdict over the share of bad canary requests, logarithmic; the horizon is ${formatValue(end * 60, 's')}`;
  return markup`<svg class="scatter" viewBox="0 0 ${plot.width} ${plot.height}" role="img"><title>${title}</title>${grid(plane)}<path class="identity" d="M${plot.left} ${up(plane.y, end)}h${plot.wide}"/>${curve(
    plane,
    points.map(({ canaryRate, pass }) => [canaryRate, pass]),
    'good',
  )}${curve(
    plane,
    points.map(({ canaryRate, fail }) => [canaryRate, fail]),
    'off',
  )}</svg>
<p class="note">Green: PASS. Red: FAIL. Dashed: the horizon. Between the curves no verdict comes.</p>`;
}
