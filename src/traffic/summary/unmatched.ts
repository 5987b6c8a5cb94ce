import { declaredOf } from '../routing/declared-routes.ts';
import type { Cells } from '../tally/cells.ts';
import { unmatchedTemplate } from './route-name.ts';

/** Answers that say that a path names nothing. */
const namesNothing = new Set([400, 404, 405, 410, 414, 444]);

/** Puts templates that never had another answer than "there is no such thing" into one: their paths come from strangers. */
export function renameUnmatched(cells: Cells): (template: string) => string {
  const answered = new Set<number>();
  cells.statuses.forEach((cell, status) => {
    if (!namesNothing.has(status)) answered.add(cells.keys[cell]?.[0] ?? -1);
  });
  const named = new Set(cells.templates.list.filter((_, index) => answered.has(index)));
  return (template) => (named.has(template) || declaredOf(template) !== null ? template : unmatchedTemplate);
}
