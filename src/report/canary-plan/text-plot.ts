import type { CanaryPlan, CurvePoint, MetricPlan } from '../../model/canary/canary-plan.ts';
import { formatValue } from '../../model/format-value.ts';

const height = 10;
const gutter = 9;

/** A logarithmic axis of minutes, as rows from the top. */
function rowsOf(minutes: readonly number[]): { row: (value: number) => number; at: (row: number) => number } {
  const [low, high] = [Math.min(...minutes), Math.max(...minutes)];
  const span = Math.log(high / low) || 1;
  return {
    row: (value) => Math.round((height - 1) * (1 - Math.log(value / low) / span)),
    at: (row) => high * Math.exp((-span * row) / (height - 1)),
  };
}

/** Later than this many horizons is not drawn, unless everything is: a verdict that takes days is none. */
const latest = 4;

/** A plot in characters: minutes until PASS (`o`) and FAIL (`x`) over the share of bad canary requests, with the horizon (`-`). */
export function textPlot({ curve }: MetricPlan, { intervalSeconds, horizon, warmup }: CanaryPlan): string[] {
  const end = ((warmup + horizon) * intervalSeconds) / 60;
  const finite = curve.flatMap(({ pass, fail }) => [pass, fail].filter((value) => value !== null));
  const last = finite.some((value) => value <= latest * end) ? latest * end : Number.POSITIVE_INFINITY;
  const drawn = (minutes: number | null) => minutes !== null && minutes <= last;
  const axis = rowsOf([end, ...finite.filter(drawn)]);
  const grid = Array.from({ length: height }, (_, row) =>
    Array.from({ length: curve.length }, (): string => (row === axis.row(end) ? '-' : ' ')),
  );
  const put = (point: CurvePoint, column: number, which: 'pass' | 'fail') => {
    const value = point[which];
    if (value === null || !drawn(value)) return;
    const line = grid[axis.row(value)];
    if (line !== undefined) line[column] = which === 'pass' ? 'o' : 'x';
  };
  curve.forEach((point, column) => {
    put(point, column, 'fail');
    put(point, column, 'pass');
  });
  const label = (row: number) => (row % 3 === 0 ? formatValue(axis.at(row) * 60, 's') : '').padStart(gutter - 2);
  const most = formatValue(curve.at(-1)?.canaryRate ?? 0, 'share');
  const half = formatValue((curve.at(-1)?.canaryRate ?? 0) / 2, 'share');
  const middle = Math.floor((curve.length - half.length) / 2);
  const scale = `0${' '.repeat(Math.max(1, middle - 1))}${half}`.padEnd(curve.length - most.length) + most;
  return [
    ...grid.map((cells, row) => `${label(row)} |${cells.join('').trimEnd()}`),
    `${' '.repeat(gutter - 1)}+${'-'.repeat(curve.length)}`,
    `${' '.repeat(gutter)}${scale}`,
    `${' '.repeat(gutter)}share of bad canary requests; o pass, x fail, --- horizon`,
  ];
}
