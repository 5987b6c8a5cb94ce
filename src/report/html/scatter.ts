import { z } from 'zod';
import type { Finding, Tolerance } from '../../model/finding.ts';
import { formatCount, formatValue } from '../../model/format-value.ts';
import type { SideNames } from '../side-names.ts';
import { sharedFactor, toleratedBand } from '../tolerated-band.ts';
import { code, type Html, markup, sentence } from './markup.ts';
import { logScale, type Scale } from './scale.ts';

const Points = z.array(z.object({ route: z.string(), reference: z.number(), candidate: z.number() }));
type Point = z.infer<typeof Points>[number];

const drawn = 2000;
const labelled = 6;
const bandSteps = 24;

/** The plot in its own units: about one per pixel on a telephone, so that its words stay readable there. */
const plot = { left: 66, top: 8, size: 316, width: 400, height: 370 } as const;

interface Plane {
  readonly scale: Scale;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

function planeOf(points: readonly Point[]): Plane {
  const scale = logScale(
    points.flatMap(({ reference, candidate }) => [reference, candidate]),
    's',
  );
  const place = (value: number) => scale.share(value) * plot.size;
  return {
    scale,
    x: (value) => rounded(plot.left + place(value)),
    y: (value) => rounded(plot.top + plot.size - place(value)),
  };
}

const rounded = (length: number) => Math.round(length * 10) / 10;

function grid({ scale, x: across, y: up }: Plane, names: SideNames): Html {
  const middle = plot.size / 2;
  const lines = scale.ticks.map(({ value, label }) => {
    const [x, y] = [across(value), up(value)];
    return markup`<path class="grid" d="M${x} ${plot.top}v${plot.size}M${plot.left} ${y}h${plot.size}"/><text x="${x}" y="${plot.top + plot.size + 16}" text-anchor="middle">${label}</text><text x="${plot.left - 6}" y="${y + 4}" text-anchor="end">${label}</text>`;
  });
  return markup`<g aria-hidden="true"><rect class="frame" x="${plot.left}" y="${plot.top}" width="${plot.size}" height="${plot.size}"/>${lines}<text class="axis-name" x="${plot.left + middle}" y="${plot.height - 8}" text-anchor="middle">${names.reference} p95</text><text class="axis-name" x="${-plot.top - middle}" y="12" text-anchor="middle" transform="rotate(-90)">${names.candidate} p95</text></g>`;
}

/** The tolerated band as a polygon: along its lower edge and back along the upper one. */
function band({ scale, x, y }: Plane, tolerance: Tolerance | null, factor: number): Html | null {
  const [low, high] = scale.ends;
  const values = Array.from({ length: bandSteps + 1 }, (_, step) => low * (high / low) ** (step / bandSteps));
  const edges = values.map((value) => ({ value, edge: toleratedBand(tolerance, value * factor) }));
  const along = (side: 0 | 1) =>
    edges.flatMap(({ value, edge }) => (edge === null ? [] : [`${x(value)},${y(edge[side])}`]));
  const corners = [...along(0), ...along(1).toReversed()];
  return corners.length === 0 ? null : markup`<polygon class="band" points="${corners.join(' ')}"/>`;
}

/** The line on which all points would lie if the candidate were the reference times a factor. */
function line({ scale, x, y }: Plane, factor: number, look: string): Html {
  const [low, high] = scale.ends;
  const from = Math.max(low, low / factor);
  const to = Math.min(high, high / factor);
  return markup`<path class="${look}" d="M${x(from)} ${y(from * factor)}L${x(to)} ${y(to * factor)}"/>`;
}

function point(plane: Plane, { route, reference, candidate }: Point, number: number | null): Html {
  const [x, y] = [plane.x(reference), plane.y(candidate)];
  const said = markup`<title>${route}: ${formatValue(reference, 's')} and ${formatValue(candidate, 's')}</title>`;
  if (number === null) return markup`<circle class="mark" cx="${x}" cy="${y}" r="4">${said}</circle>`;
  const inside = x < plot.left + plot.size - 24;
  const label =
    number <= labelled &&
    markup`<text class="number" x="${inside ? x + 10 : x - 10}" y="${y + 4}" text-anchor="${inside ? 'start' : 'end'}">${number}</text>`;
  return markup`<g><path class="mark off" d="M${x - 6} ${y}l6-6 6 6-6 6Z">${said}</path>${label}</g>`;
}

/** Points of the rank correlation's detail that have a place on logarithmic axes; none where they are not what they should be. */
function pointsOf(finding: Finding | undefined): Point[] {
  const read = Points.safeParse(finding?.detail?.['points']);
  if (!read.success) return [];
  return read.data.filter(({ reference, candidate }) => reference > 0 && candidate > 0).slice(0, drawn);
}

/** Every route's p95 on both sides on logarithmic axes: on the line, the candidate predicts the reference. */
export function scatter(findings: readonly Finding[], names: SideNames): Html | null {
  const correlation = findings.find(({ check }) => check === 'rank-correlation');
  const points = pointsOf(correlation);
  if (points.length === 0) return null;
  const plane = planeOf(points);
  const factor = sharedFactor(findings);
  const p95 = findings.filter(({ check, subject }) => check === 'p95' && subject !== 'total');
  const off = p95.filter(({ status }) => status === 'diverged').map(({ subject }) => subject);
  const order = new Map(off.map((subject, index) => [subject, index + 1]));
  const marks = points.toReversed().map((one) => point(plane, one, order.get(one.route) ?? null));
  const title = `p95 of ${formatCount(points.length)} routes, ${names.reference} across and ${names.candidate} up, logarithmic; ${formatCount(off.length)} beyond tolerance`;
  return markup`<div class="beside"><svg class="scatter" viewBox="0 0 ${plot.width} ${plot.height}" role="img"><title>${title}</title>${grid(plane, names)}${band(plane, p95[0]?.tolerance ?? null, factor)}${line(plane, 1, 'identity')}${factor !== 1 && line(plane, factor, 'factor')}${marks}</svg>
<div>${explained(findings, factor, names)}${key(off)}</div></div>`;
}

function explained(findings: readonly Finding[], factor: number, names: SideNames): Html {
  const said = findings.filter(({ check }) => check === 'rank-correlation' || check === 'common-factor');
  const lines = markup`<p class="note">Dashed: ${names.candidate} equals ${names.reference}.${factor !== 1 && ` Solid: ${formatValue(factor, 'ratio')}, the factor that all routes share.`} The band is tolerated.</p>`;
  return markup`${said.map(({ message }) => markup`<p>${sentence(message)}</p>`)}${lines}`;
}

function key(off: readonly string[]): Html | null {
  if (off.length === 0) return null;
  return markup`<p class="note">Beyond tolerance, worst first:</p><ol class="key">${off.slice(0, labelled).map((subject) => markup`<li>${code(subject)}</li>`)}</ol>`;
}
