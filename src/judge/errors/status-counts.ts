import type { Evidence } from '../../model/evidence.ts';

/** Requests by how they ended: bad ones (5xx, or what the source calls failed) and all. */
export interface Answers {
  readonly bad: number;
  readonly total: number;
  /** Requests whose status says nothing ("", "(none)", "0"). */
  readonly unknown: number;
  /** Answers other than bad ones by status class ("2xx"); null where the source knows only failed and total. */
  readonly classes: Readonly<Record<string, number>> | null;
}

/** What gRPC and Micrometer say instead of an HTTP status, in capitals without underscores, and the class that it amounts to. */
const words: ReadonlyMap<string, string> = new Map([
  ...['UNKNOWN', 'DEADLINEEXCEEDED', 'UNIMPLEMENTED', 'INTERNAL', 'UNAVAILABLE', 'DATALOSS', 'SERVERERROR'].map(
    (word) => [word, '5xx'] as const,
  ),
  ...['OK', 'SUCCESS', 'INFORMATIONAL'].map((word) => [word, '2xx'] as const),
  ['REDIRECTION', '3xx'],
  ...[
    'CANCELLED',
    'INVALIDARGUMENT',
    'NOTFOUND',
    'ALREADYEXISTS',
    'PERMISSIONDENIED',
    'RESOURCEEXHAUSTED',
    'FAILEDPRECONDITION',
    'ABORTED',
    'OUTOFRANGE',
    'UNAUTHENTICATED',
    'CLIENTERROR',
  ].map((word) => [word, '4xx'] as const),
]);

/** Plain codes, looked up: every route of a large service has several. */
const classes: ReadonlyMap<string, string> = new Map(
  Array.from({ length: 500 }, (_, index) => [String(index + 100), `${Math.floor(index / 100) + 1}xx`]),
);

/**
 * The class of a status, however it is written: "404", "404.0", "4XX" and "NOT_FOUND" give "4xx"; null where it says nothing.
 *
 * Source of the gRPC classes: OpenTelemetry semantic conventions for RPC, which codes a server counts as errors.
 *
 * @example statusClass('UNAVAILABLE') // '5xx'
 */
export function statusClass(status: string): string | null {
  const known = classes.get(status);
  if (known !== undefined) return known;
  const code = /^([1-5])(?:\d\d(?:\.0+)?|xx)$/i.exec(status.trim());
  if (code !== null) return `${code[1]}xx`;
  return words.get(status.trim().toUpperCase().replaceAll('_', '')) ?? null;
}

/** Reads a piece of request evidence; undefined where it is not present or not about requests. */
export function answersIn(evidence: Evidence): Answers | undefined {
  if (evidence.state !== 'present') return undefined;
  const { value } = evidence;
  if (value.kind === 'counts') return { bad: value.bad, total: value.total, unknown: 0, classes: null };
  if (value.kind !== 'record') return undefined;
  const counted: Record<string, number> = {};
  let [bad, total, unknown] = [0, 0, 0];
  for (const [status, count] of Object.entries(value.entries)) {
    const known = statusClass(status);
    total += count;
    if (known === '5xx') bad += count;
    else if (known === null) unknown += count;
    else counted[known] = (counted[known] ?? 0) + count;
  }
  return { bad, total, unknown, classes: counted };
}
