import type { Evidence } from '../../model/evidence.ts';

/** Requests by how they ended: bad ones (5xx, or what the source calls failed) and all. */
export interface Answers {
  readonly bad: number;
  readonly total: number;
  /** Answers other than bad ones by status class ("2xx"); null where the source knows only failed and total. */
  readonly classes: Readonly<Record<string, number>> | null;
}

/** The class of a status code: "404" gives "4xx", a gRPC or textual status stays as it is. */
function classOf(status: string): string {
  return /^[1-5]\d\d$/.test(status) ? `${status.charAt(0)}xx` : status;
}

const isBad = (status: string) => classOf(status) === '5xx';

/** Reads a piece of request evidence; undefined where it is not present or not about requests. */
export function answersIn(evidence: Evidence): Answers | undefined {
  if (evidence.state !== 'present') return undefined;
  const { value } = evidence;
  if (value.kind === 'counts') return { bad: value.bad, total: value.total, classes: null };
  if (value.kind !== 'record') return undefined;
  const classes: Record<string, number> = {};
  let [bad, total] = [0, 0];
  for (const [status, count] of Object.entries(value.entries)) {
    total += count;
    if (isBad(status)) bad += count;
    else classes[classOf(status)] = (classes[classOf(status)] ?? 0) + count;
  }
  return { bad, total, classes };
}
