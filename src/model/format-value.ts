/** One step of a ladder of units: values are divided by `factor`; the next step is taken where the result would reach `below`. */
interface Step {
  readonly unit: string;
  readonly factor: number;
  readonly below: number;
}

const durations: readonly Step[] = [
  { unit: 'µs', factor: 1e-6, below: 1000 },
  { unit: 'ms', factor: 1e-3, below: 1000 },
  { unit: 's', factor: 1, below: 120 },
  { unit: 'min', factor: 60, below: 120 },
  { unit: 'h', factor: 3600, below: Infinity },
];

const sizes: readonly Step[] = [
  { unit: 'B', factor: 1, below: 1000 },
  { unit: 'kB', factor: 1e3, below: 1000 },
  { unit: 'MB', factor: 1e6, below: 1000 },
  { unit: 'GB', factor: 1e9, below: 1000 },
  { unit: 'TB', factor: 1e12, below: Infinity },
];

/** Units of custom checks are free text; a sentence in the place of a unit would widen every table. */
const longestUnit = 20;

const singular = new Map([
  ['pods', 'pod'],
  ['kills', 'kill'],
  ['requests', 'request'],
]);

const formats = new Map<string, (value: number) => string>([
  ['s', (value) => climb(value, durations)],
  ['share', formatShare],
  ['ratio', (value) => `× ${formatNumber(value)}`],
  ['bytes', (value) => climb(value, sizes)],
  ['bytes/s', (value) => `${climb(value, sizes)}/s`],
  ['bytes/request', (value) => `${climb(value, sizes)}/request`],
  ['cores·s/request', (value) => `${climb(value, durations)} CPU/request`],
  ['pods', (value) => formatWholes(value, 'pods')],
  ['kills', (value) => formatWholes(value, 'kills')],
  ['requests', (value) => formatWholes(value, 'requests')],
]);

/**
 * Writes a measured value for a person, with two significant digits or all whole ones.
 *
 * `unit` is a unit of the model (`s`, `share`, `ratio`, `bytes`, `bytes/s`, `cores`, `pods`, …); any other is put behind the number, cut at 20 characters.
 * The result never depends on the locale, and a value that is no finite number is said in words.
 *
 * @example formatValue(0.0841, 's') // '84 ms'
 * @example formatValue(0.031, 'share') // '3.1 %'
 */
export function formatValue(value: number, unit: string): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? 'infinite' : '-infinite';
  const format = formats.get(unit);
  if (format !== undefined) return format(value);
  if (unit === '') return formatNumber(value);
  return `${formatNumber(value)} ${unit.length > longestUnit ? `${unit.slice(0, longestUnit - 1)}…` : unit}`;
}

/**
 * Writes a relative change (candidate / reference - 1): a percentage, and a factor beyond double or half.
 *
 * @example formatChange(0.42) // '+42 %'
 * @example formatChange(4.12) // '× 5.1'
 * @example formatChange(-0.9) // '÷ 10'
 * @example formatChange(null) // 'n/a'
 */
export function formatChange(change: number | null): string {
  if (change === null || Number.isNaN(change)) return 'n/a';
  if (change > 1) return formatValue(1 + change, 'ratio');
  if (change < -0.5 && change > -1) return `÷ ${formatNumber(1 / (1 + change))}`;
  const share = formatShare(change);
  return change > 0 ? `+${share}` : share;
}

/**
 * Writes a whole number with commas between thousands.
 *
 * @example formatCount(1234567) // '1,234,567'
 */
export function formatCount(count: number): string {
  if (Number.isNaN(count)) return 'not a number';
  const digits = String(Math.round(count));
  return digits.length < 4 ? digits : digits.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}

/** Two significant digits below ten, whole numbers above; never an exponent down to a millionth. */
function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 9.95) return formatCount(value);
  if (size >= 0.995) return value.toFixed(1);
  if (size < 1e-6) return value.toExponential(0);
  const digits = 1 - Math.floor(Math.log10(size));
  return value.toFixed(digits);
}

/** A share that is not quite all is never rounded up to 100 %: "nearly everything" is not "everything". */
function formatShare(share: number): string {
  const size = Math.abs(share);
  if (size > 0.995 && size < 1) return `${(Math.trunc(share * 1e4) / 100).toFixed(2)} %`;
  return `${formatNumber(share * 100)} %`;
}

function climb(value: number, steps: readonly Step[]): string {
  const first = steps[0];
  if (first === undefined) return formatNumber(value);
  if (value === 0) return `0 ${first.unit === 'µs' ? 'ms' : first.unit}`;
  const size = Math.abs(value);
  const step = steps.find(({ factor, below }) => Math.round(size / factor) < below) ?? first;
  return `${formatNumber(value / step.factor)} ${step.unit}`;
}

function formatWholes(value: number, unit: string): string {
  const number = Number.isInteger(value) ? formatCount(value) : formatNumber(value);
  return `${number} ${number === '1' ? (singular.get(unit) ?? unit) : unit}`;
}
