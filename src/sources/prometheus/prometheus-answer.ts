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

/** Parses what `/api/v1/query` and `/api/v1/query_range` return; undefined where it is something else. */
export function parseRows(body: unknown): Rows | undefined {
  const envelope = Envelope.safeParse(body).data;
  if (envelope === undefined) return undefined;
  const { data, warnings = [], infos = [] } = envelope;
  const rows = data.resultType === 'scalar' ? parseScalar(data.result) : data.result.flatMap(parseSeries);
  return { rows, warnings, infos };
}

function parseScalar(result: readonly unknown[]): Row[] {
  return isSample(result) ? [row({}, result)] : [];
}

function parseSeries(series: unknown): Row[] {
  if (!isRecord(series) || !isLabels(series['metric'])) return [];
  const { metric } = series;
  const samples = series['values'] ?? [series['value']];
  if (!Array.isArray(samples)) return [];
  return samples.filter(isSample).map((sample) => row(metric, sample));
}

function row(labels: Row['labels'], [time, text]: Sample): Row {
  return { labels, time, value: parseNumber(text) };
}

/**
 * Parses a number as Prometheus writes it.
 *
 * @example parseNumber('+Inf') // Infinity
 */
export function parseNumber(text: string): number {
  if (/^\+?inf$/i.test(text)) return Number.POSITIVE_INFINITY;
  if (/^-inf$/i.test(text)) return Number.NEGATIVE_INFINITY;
  return text.trim() === '' ? Number.NaN : Number(text);
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

/** Value of a label, empty where the series has none; safe for names such as `constructor`. */
export function labelValue(labels: Row['labels'], name: string | null): string {
  return name !== null && Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';
}
