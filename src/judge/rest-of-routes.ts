import type { Finding } from '../model/finding.ts';
import { subjectName } from './make-finding.ts';

/** Fewer of the routes than this are no total any more. */
const leastRest = 0.5;

/** The items of routes that no diverged finding speaks of, and a remark for the reader. */
export interface Rest<T> {
  readonly items: readonly T[];
  readonly note: string;
}

/**
 * Leaves out the routes that a finding of their own already explains, so that one cause gives one finding; the total then speaks of the rest.
 *
 * Where less than half of the routes would be left, all of them stay in.
 */
export function restOf<T extends { readonly route: string | null; readonly slice: string }>(
  items: readonly T[],
  findings: readonly Finding[],
): Rest<T> {
  const diverged = new Set(
    findings.filter((finding) => finding.status === 'diverged').map((finding) => finding.subject),
  );
  const explained = new Set(
    items.filter((item) => diverged.has(subjectName(item.route, item.slice))).map((item) => item.route),
  );
  const rest = items.filter((item) => !explained.has(item.route));
  const left = items.length - rest.length;
  if (left === 0 || rest.length < leastRest * items.length) return { items, note: '' };
  return {
    items: rest,
    note: `; over the other ${rest.length} routes, without ${left === 1 ? 'the one' : `the ${left}`} reported on ${left === 1 ? 'its' : 'their'} own`,
  };
}
