import { formatValue } from '../../model/format-value.ts';

/** A mark on an axis; `at` in percent of its length. */
interface Tick {
  readonly value: number;
  readonly at: number;
  readonly label: string;
}

/** Turns values into places on an axis; what lies beyond the ends is drawn at the ends. */
export interface Scale {
  /** Share of the axis’ length, 0 to 1. */
  readonly share: (value: number) => number;
  /** Percent of the axis’ length, with free room at both ends so that no mark is cut. */
  readonly at: (value: number) => number;
  readonly ticks: readonly Tick[];
  /** Values at the ends of the axis. */
  readonly ends: readonly [number, number];
}

const most = 7;
const room = 1.15;
/** Halvings and doublings that a ratio axis reaches; what lies beyond is drawn at its end. */
const farthest = 6;

/** Free room at both ends of an axis, in percent. */
const margin = 2;

interface Axis {
  readonly ends: readonly [number, number];
  /** What makes equal steps equal lengths: the logarithm, or nothing. */
  readonly turn: (value: number) => number;
}

function scaleOf({ ends, turn }: Axis, marks: readonly { readonly value: number; readonly label: string }[]): Scale {
  const [from, to] = [turn(ends[0]), turn(ends[1])];
  const share = (value: number) => {
    const place = (turn(value) - from) / (to - from);
    return Number.isNaN(place) ? 0 : Math.min(1, Math.max(0, place));
  };
  const at = (value: number) => Math.round((margin + share(value) * (100 - 2 * margin)) * 100) / 100;
  return { share, at, ends, ticks: marks.map(({ value, label }) => ({ value, at: at(value), label })) };
}

const labelled = (values: readonly number[], unit: string) =>
  values.map((value) => ({ value, label: formatValue(value, unit) }));

/**
 * A logarithmic axis over all positive values, with marks at 1, 2, 5 (or only the powers of ten where it is long).
 *
 * @example logScale([0.01, 1], 's').at(0.1) // 50
 */
export function logScale(values: readonly number[], unit: string): Scale {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  const low = positive.reduce((least, value) => Math.min(least, value), positive[0] ?? 1) / room;
  const high = positive.reduce((largest, value) => Math.max(largest, value), positive[0] ?? 1) * room;
  const steps = [[1, 2, 5], [1, 3], [1]].map((digits) => decades(low, high, digits));
  const marks = steps.find((marks) => marks.length <= most) ?? steps.at(-1) ?? [];
  return scaleOf({ ends: [low, high], turn: Math.log }, labelled(marks, unit));
}

function decades(low: number, high: number, digits: readonly number[]): number[] {
  const marks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    marks.push(...digits.map((digit) => Number(`${digit}e${power}`)));
  }
  return marks.filter((mark) => mark >= low && mark <= high);
}

/**
 * An axis from zero to just above the largest value.
 *
 * @example linearScale([0.04], 'share').at(0) // 2
 */
export function linearScale(values: readonly number[], unit: string): Scale {
  const largest = values.filter(Number.isFinite).reduce((high, value) => Math.max(high, value), 0);
  const high = largest > 0 ? largest * room : 1;
  const power = 10 ** Math.floor(Math.log10(high));
  const step = [0.2, 0.5, 1, 2].map((times) => times * power).find((width) => high / width < most) ?? high;
  const marks = Array.from({ length: Math.floor(high / step) + 1 }, (_, index) =>
    Number((index * step).toPrecision(3)),
  );
  return scaleOf({ ends: [0, high], turn: (value) => value }, labelled(marks, unit));
}

/**
 * A ratio axis in halvings and doublings, symmetric about 1.
 *
 * @example ratioScale([0.5, 4]).at(1) // 50
 */
export function ratioScale(ratios: readonly number[]): Scale {
  const logarithms = ratios
    .filter((ratio) => ratio > 0 && Number.isFinite(ratio))
    .map((ratio) => Math.abs(Math.log2(ratio)));
  const reach = Math.min(farthest, Math.ceil(logarithms.reduce((far, logarithm) => Math.max(far, logarithm), 1)));
  const every = reach > 3 ? 2 : 1;
  const powers = Array.from({ length: 2 * reach + 1 }, (_, index) => index - reach).filter(
    (power) => power % every === 0,
  );
  const end = 2 ** (reach + 0.3);
  return scaleOf(
    { ends: [1 / end, end], turn: Math.log2 },
    powers.map((power) => ({ value: 2 ** power, label: power < 0 ? `1/${2 ** -power} ×` : `${2 ** power} ×` })),
  );
}
