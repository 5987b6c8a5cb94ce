import { type Html, markup } from './markup.ts';
import type { Scale } from './scale.ts';

/** One line of a chart: a reference (ring), a candidate (dot, or diamond outside of its tolerance) and what is tolerated (band). */
export interface ChartRow {
  readonly name: Html;
  /** Everything that the drawing says, in words. */
  readonly title: string;
  readonly reference: number | null;
  readonly candidate: number;
  readonly band: readonly [number, number] | null;
  readonly diverged: boolean;
  /** Columns behind the drawing: reference, candidate, change. */
  readonly figures: readonly [string, string, string];
}

export interface RowChart {
  readonly label: string;
  /** Heads of the columns: what a row is, reference, candidate, change. */
  readonly heads: readonly [string, string, string, string];
  readonly scale: Scale;
  readonly rows: readonly ChartRow[];
}

const diamond = markup`<path class="mark off" d="M-7 0 0-7 7 0 0 7Z"/>`;
const dot = markup`<circle class="mark" r="5"/>`;

/** A chart of one row per thing: readable at any width, because every place in it is a percentage. */
export function rowChart({ label, heads, scale, rows }: RowChart): Html {
  return markup`<div class="chart" role="group" aria-label="${label}">
<div class="row head"><span>${heads[0]}</span>${axis(scale)}<span class="num">${heads[1]}</span><span class="num">${heads[2]}</span><span class="num">${heads[3]}</span><span><span class="hidden">Result</span></span></div>
${rows.map((row) => line(row, scale))}</div>
`;
}

function axis({ ticks }: Scale): Html {
  const labels = ticks.map(
    ({ at, label }) => markup`<text x="${at}%" y="14" text-anchor="${anchor(at)}">${label}</text>`,
  );
  return markup`<svg class="axis" height="20" aria-hidden="true">${labels}</svg>`;
}

function anchor(at: number): string {
  if (at < 6) return 'start';
  return at > 94 ? 'end' : 'middle';
}

function line(row: ChartRow, scale: Scale): Html {
  const candidate = scale.at(row.candidate);
  const reference = row.reference === null ? null : scale.at(row.reference);
  return markup`<div class="row${row.diverged && ' off'}"><span class="name">${row.name}</span><svg height="28" role="img"><title>${row.title}</title>${scale.ticks.map(({ at }) => markup`<line class="grid" x1="${at}%" x2="${at}%" y1="0" y2="100%"/>`)}${band(row.band, scale)}${
    reference !== null &&
    markup`<line class="link" x1="${reference}%" x2="${candidate}%" y1="14" y2="14"/><circle class="ring" cx="${reference}%" cy="14" r="5"/>`
  }<svg class="at" x="${candidate}%" y="14">${row.diverged ? diamond : dot}</svg></svg>${figures(row)}</div>
`;
}

function band(range: ChartRow['band'], scale: Scale): Html | null {
  if (range === null) return null;
  const [low, high] = [scale.at(range[0]), scale.at(range[1])];
  return markup`<rect class="band" x="${low}%" width="${Math.max(0.3, Math.round((high - low) * 100) / 100)}%" y="5" height="18" rx="3"/>`;
}

function figures({ figures: [reference, candidate, change], diverged }: ChartRow): Html {
  return markup`<span class="num">${reference}</span><span class="num">${candidate}</span><span class="num change">${change}</span><span class="flag">${diverged && '◆ differs'}</span>`;
}

/** What the signs of the charts mean. */
export function legend(reference: string, candidate: string): Html {
  return markup`<ul class="legend">
<li><svg width="16" height="16" aria-hidden="true"><circle class="ring" cx="8" cy="8" r="5"/></svg>${reference}</li>
<li><svg width="16" height="16" aria-hidden="true"><circle class="mark" cx="8" cy="8" r="5"/></svg>${candidate}</li>
<li><svg width="16" height="16" aria-hidden="true"><path class="mark off" d="M1 8 8 1 15 8 8 15Z"/></svg>${candidate}, beyond tolerance</li>
<li><svg width="24" height="16" aria-hidden="true"><rect class="band" width="24" height="14" y="1" rx="3"/></svg>tolerated</li>
</ul>
`;
}
