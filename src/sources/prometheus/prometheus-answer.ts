import { z } from 'zod';

/** One series of an answer at one instant. */
export interface Row {
  readonly labels: Readonly<Record<string, string>>;
  /** Seconds since 1970. */
  readonly time: number;
  /** NaN and the infinities included. */
  readonly value: number;
}

/** An answer of the query API in our own shape. */
export interface Rows {
  readonly rows: readonly Row[];
  /** The server says that the answer may be incomplete, for example because a store did not answer. */
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
}

const notes = { warnings: z.array(z.string()).optional(), infos: z.array(z.string()).optional() };

/** The envelope only: an answer may hold a hundred thousand series, whose rows are checked by hand below. */
const Envelope = z.object({
  status: z.literal('success'),
  data: z.object({ resultType: z.enum(['vector', 'matrix', 'scalar']), result: z.array(z.unknown()) }),
  ...notes,
});

const Names = z.object({ status: z.literal('success'), data: z.array(z.string()), ...notes });

/** Parses the names that `/api/v1/labels` and `/api/v1/label/…/values` return; undefined where it is something else. */
export function parseNames(body: unknown): readonly string[] | undefined {
  return Names.safeParse(body).data?.data;
}

/** The rows of an answer, or why it cannot be used. */
type ParsedRows = { readonly ok: true; readonly value: Rows } | { readonly ok: false; readonly message: string };

/**
 * Parses what `/api/v1/query` and `/api/v1/query_range` return.
 *
 * One malformed series spoils the answer: what is left of it would look like less traffic, or like fewer failures.
 */
export function parseRows(body: unknown): ParsedRows {
  const envelope = Envelope.safeParse(body).data;
  if (envelope === undefined) return { ok: false, message: notPrometheus };
  const { data, warnings = [], infos = [] } = envelope;
  const series = data.resultType === 'scalar' ? [{ metric: {}, value: data.result }] : data.result;
  const rows: Row[] = [];
  let [native, malformed] = [0, 0];
  // An answer has tens of thousands of series: one list, filled once.
  for (const one of series) {
    const misread = readSeries(one, rows);
    if (misread === 'malformed') malformed += 1;
    else if (misread === 'native-histogram') native += 1;
  }
  if (malformed > 0)
    return { ok: false, message: `${malformed} of ${series.length} rows are not samples with their labels` };
  if (native > 0)
    return { ok: false, message: `${native} of ${series.length} rows are native histograms, which are not read` };
  return { ok: true, value: { rows, warnings, infos } };
}

export const notPrometheus = 'the answer is JSON, but not what the Prometheus API returns';

type Misread = 'malformed' | 'native-histogram';

/** Adds the samples of one series to `rows`, or says why it cannot be read. */
function readSeries(series: unknown, rows: Row[]): Misread | null {
  if (!isRecord(series) || !isLabels(series['metric'])) return 'malformed';
  const { metric, value, values } = series;
  if ('histogram' in series || 'histograms' in series) return 'native-histogram';
  if (values === undefined) return readSample(metric, value, rows) ? null : 'malformed';
  return Array.isArray(values) && values.every((sample) => readSample(metric, sample, rows)) ? null : 'malformed';
}

function readSample(labels: Row['labels'], sample: unknown, rows: Row[]): boolean {
  if (!isSample(sample)) return false;
  rows.push({ labels, time: sample[0], value: parseNumber(sample[1]) });
  return true;
}

/**
 * Parses a number as Prometheus writes it.
 *
 * @example parseNumber('+Inf') // Infinity
 */
export function parseNumber(text: string): number {
  const plain = Number(text);
  // Nearly all numbers are plain, and an answer has tens of thousands; "" and " " would be read as 0.
  if (plain !== 0 && !Number.isNaN(plain)) return plain;
  if (/^\+?inf$/i.test(text)) return Number.POSITIVE_INFINITY;
  if (/^-inf$/i.test(text)) return Number.NEGATIVE_INFINITY;
  return text.trim() === '' ? Number.NaN : plain;
}

type Sample = readonly [number, string];

function isSample(value: unknown): value is Sample {
  return Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isLabels(value: unknown): value is Record<string, string> {
  if (!isRecord(value)) return false;
  for (const name in value) if (typeof value[name] !== 'string') return false;
  return true;
}

/** Value of a label, empty where the series has none; safe for names such as `constructor`, for nothing inherited is a text. */
export function labelValue(labels: Row['labels'], name: string | null): string {
  const value: unknown = name === null ? undefined : labels[name];
  return typeof value === 'string' ? value : '';
}
