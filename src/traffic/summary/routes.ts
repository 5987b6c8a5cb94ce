import type { Rate, TrafficRoute } from '../../model/traffic/route.ts';
import type { TrafficModel } from '../../model/traffic-model.ts';
import type { Cells } from '../tally/cells.ts';
import { type Buckets, quantilesOf, rounded } from './quantiles.ts';
import { rateOf } from './rate.ts';
import { routeName } from './route-name.ts';

type Behaviour = TrafficModel['total'];
const mostQueryNames = 30;

/** Everything that was counted of one cell, or of all of them. */
interface Gathered {
  count: number;
  readonly numbers: Float64Array;
  readonly statuses: Map<number, number>;
  readonly durations: Map<number, number>;
  readonly sizes: Map<number, number>;
  readonly minutes: Map<number, number>;
  readonly queries: Map<number, number>;
}

const nothing = (): Gathered => ({
  count: 0,
  numbers: new Float64Array(5),
  statuses: new Map(),
  durations: new Map(),
  sizes: new Map(),
  minutes: new Map(),
  queries: new Map(),
});

const tables = ['statuses', 'durations', 'sizes', 'minutes', 'queries'] as const;

/** One entry for each cell, and one for all together. */
function gather(cells: Cells): { all: Gathered; each: Gathered[] } {
  const all = nothing();
  const each = cells.keys.map(nothing);
  for (const [cell, one] of each.entries()) {
    one.numbers.set(cells.numbersOf(cell));
    for (const [index, value] of one.numbers.entries())
      all.numbers[index] =
        index % 2 === 0 && index > 0 ? Math.max(all.numbers[index] ?? 0, value) : (all.numbers[index] ?? 0) + value;
    one.count = one.numbers[0] ?? 0;
    all.count += one.count;
  }
  for (const table of tables)
    cells[table].forEach((cell, second, count) => {
      for (const { [table]: counts } of [all, each[cell] ?? all]) counts.set(second, (counts.get(second) ?? 0) + count);
    });
  return { all, each };
}

function bucketsOf(counts: ReadonlyMap<number, number>, numbers: Float64Array, at: number): Buckets {
  return { counts, sum: numbers[at] ?? 0, max: numbers[at + 1] ?? 0 };
}

function behaviourOf(one: Gathered, rate: Rate | null): Behaviour {
  const latency = quantilesOf(bucketsOf(one.durations, one.numbers, 1), 1e6);
  const bytes = quantilesOf(bucketsOf(one.sizes, one.numbers, 3), 1);
  const statuses = [...one.statuses].sort(([a], [b]) => (a || 1000) - (b || 1000));
  return {
    count: one.count,
    status: Object.fromEntries(statuses.map(([status, count]) => [status === 0 ? 'unknown' : String(status), count])),
    rate,
    latency: latency === null ? null : { ...latency, unit: 'seconds' },
    bytes: bytes === null ? null : { ...bytes, unit: 'bytes' },
  };
}

function queryNamesOf(one: Gathered, names: readonly string[]): string[] {
  return [...one.queries]
    .sort(([a, m], [b, n]) => n - m || a - b)
    .slice(0, mostQueryNames)
    .map(([name]) => names[name] ?? '')
    .sort();
}

const inOrder = (a: TrafficRoute, b: TrafficRoute) =>
  b.count - a.count || compare(a.route, b.route) || compare(a.method, b.method);
const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/**
 * All requests together, and each route, most requested first.
 *
 * @param minutes of the whole window; null where no rate per minute can be claimed
 */
export function behaviours(cells: Cells, minutes: number | null): { total: Behaviour; routes: TrafficRoute[] } {
  const { all, each } = gather(cells);
  const rate = (one: Gathered) =>
    minutes === null || one.count === 0 ? null : rateOf([...one.minutes.values()], minutes);
  const routes = cells.keys.map(([template, method], cell): TrafficRoute => {
    const one = each[cell] ?? nothing();
    return {
      method: cells.methods.list[method] ?? '',
      ...routeName(cells.templates.list[template] ?? ''),
      share: rounded(one.count / all.count),
      queryNames: queryNamesOf(one, cells.queryNames.list),
      ...behaviourOf(one, rate(one)),
    };
  });
  return { total: behaviourOf(all, rate(all)), routes: routes.sort(inOrder) };
}
