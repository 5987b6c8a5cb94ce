import { type Grouping, labelOf, type Role } from './grouping.ts';
import { labelName } from './promql.ts';

/** What every query about requests needs to know. */
export interface Frame {
  /** Matchers without braces, already escaped. */
  readonly selector: string;
  /** Length of the window, in seconds. */
  readonly seconds: number;
  readonly grouping: Grouping;
}

/** Label that tells the parts of one answer apart where several questions travel in one query. */
export const partLabel = 'tollgate_part';

/** The one query for all distributions: cumulative counts per bucket and route over the window. Quantiles are computed here, never there. */
export function histogramQuery(metric: string, frame: Frame): string {
  const increase = `increase(${metric}_bucket{${frame.selector}}[${duration(frame.seconds)}])`;
  return aggregate({ operator: 'sum', own: ['le'], roles: ['route', 'method'] }, increase, frame.grouping);
}

/** The one query for all requests by status, over the window. */
export function statusQuery(metric: string, frame: Frame): string {
  const increase = `increase(${metric}{${frame.selector}}[${duration(frame.seconds)}])`;
  return aggregate({ operator: 'sum', own: [], roles: ['route', 'method', 'status'] }, increase, frame.grouping);
}

/**
 * The one query for a summary: per route its quantiles averaged over the window, how many series they come from, and the requests.
 *
 * Idle instances export NaN; `>= 0` drops it, and a subquery averages what is left.
 */
export function summaryQuery(metric: string, frame: Frame): string {
  const { selector, seconds, grouping } = frame;
  const quantile = 'quantile=~"0[.]50?|0[.]950?|0[.]990?"';
  const matchers = selector === '' ? quantile : `${selector},${quantile}`;
  const observed = `(${metric}{${matchers}} >= 0)[${duration(seconds)}:${stepSeconds(seconds)}s]`;
  const by = (operator: 'sum' | 'count', own: readonly string[], expression: string) =>
    aggregate({ operator, own, roles: ['route', 'method'] }, expression, grouping);
  return [
    part('quantile', by('sum', ['quantile'], `avg_over_time(${observed})`)),
    part('series', by('count', ['quantile'], `count_over_time(${observed})`)),
    part('count', by('sum', [], `increase(${metric}_count{${selector}}[${duration(seconds)}])`)),
  ].join('\nor\n');
}

/** Requests per hour, to be asked as a range with a step of one hour. */
export function arrivalsQuery(metric: string, selector: string): string {
  return `sum(increase(${metric}{${selector}}[1h]))`;
}

/** Marks an expression as one part of an answer. */
export function part(name: string, expression: string): string {
  return `label_replace(${expression}, "${partLabel}", "${name}", "", "")`;
}

/**
 * Writes seconds as a PromQL duration.
 *
 * @example duration(3600) // '3600s'
 */
export function duration(seconds: number): string {
  return Number.isInteger(seconds) ? `${seconds}s` : `${Math.round(seconds * 1000)}ms`;
}

/** Step of a subquery: fine enough to see a short peak, coarse enough to stay cheap; at most about 60 points, in seconds. */
export function stepSeconds(seconds: number): number {
  return Math.max(15, Math.round(seconds / 60));
}

/** How series become rows: an operator, and what the rows are still told apart by. */
interface Aggregation {
  readonly operator: 'sum' | 'count';
  /** Labels of the metric itself. */
  readonly own: readonly string[];
  readonly roles: readonly Role[];
}

function aggregate({ operator, own, roles }: Aggregation, expression: string, grouping: Grouping): string {
  const labels = [...own, ...roles.map((role) => labelOf(grouping, role)), ...grouping.split.map(labelName)];
  const by = labels.filter((label) => label !== null).join(', ');
  const whole = roles.reduce((inner, role) => coalesce(inner, grouping, role), expression);
  return `${operator}${by === '' ? '' : ` by (${by})`} (${whole})`;
}

/** Where several labels may hold a role, the server copies the first that is not empty; so the answer does not grow by the others. */
function coalesce(expression: string, grouping: Grouping, role: Role): string {
  const candidates = grouping[role];
  if (candidates.length < 2) return expression;
  return candidates.reduceRight(
    (inner, label) => `label_replace(${inner}, "tollgate_${role}", "$1", "${labelName(label)}", "(.+)")`,
    expression,
  );
}
