import { curveOf, curveQuantiles, type Distribution } from '../stats/distribution.ts';

/** Between these shares of the rows values are rounded evenly; the few beyond them, single persons perhaps, more coarsely. */
const [first, last] = [0.01, 0.99];
const steps = 1000;
/** However narrow the range, no more digits of a number than this remain: a card number or telephone number is a number too. */
const digits = 6;
/** What remains where all values are the same. */
const digitsOfOne = 3;

/** The smallest of 1, 2, 5, 10, … that is at least `size`. */
function niceStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const factor = [1, 2, 5, 10].find((one) => one * power >= size * (1 - 1e-9)) ?? 10;
  return factor * power;
}

function toDigits(value: number, count: number): number {
  return value === 0 || !Number.isFinite(value) ? value : Number(value.toPrecision(count));
}

/**
 * A function that rounds values of a distribution to a thousandth of its range from the first to the last hundredth, and values
 * beyond that to one digit of their distance from it.
 *
 * @param isTime seconds since 1970, whose size says nothing
 * @example rounding({ masses: [], bounds: [0, 5000], spread: 1 }, false)(1234) // 1235
 */
export function rounding(distribution: Distribution, isTime: boolean): (value: number) => number {
  const [low = Number.NaN, high = Number.NaN] = curveQuantiles(curveOf(distribution), [first, last]);
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (!(Number.isFinite(low) && Number.isFinite(high))) return (value) => toDigits(value, digitsOfOne);
  const least = isTime ? 1 : size / 10 ** digits;
  const range = high - low;
  if (range === 0) return (value) => (isTime ? Math.round(value / 86_400) * 86_400 : toDigits(value, digitsOfOne));
  const step = niceStep(Math.max(range / steps, least));
  const evenly = (value: number) => Math.round(value / step) * step;
  const beyond = (edge: number, distance: number) =>
    evenly(evenly(edge) + Math.sign(distance) * Math.max(step, toDigits(Math.abs(distance), 1)));
  return (value) => {
    if (!Number.isFinite(value)) return value;
    if (value > high + step) return beyond(high, value - high);
    return value < low - step ? beyond(low, value - low) : evenly(value);
  };
}
