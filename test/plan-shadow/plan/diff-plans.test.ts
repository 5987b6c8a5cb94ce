import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/model/plan.ts';
import type { Change } from '../../../src/plan-shadow/plan/change.ts';
import { diffPlans, type PlanDifference } from '../../../src/plan-shadow/plan/diff-plans.ts';
import { fingerprintOf, shapeOf } from '../../../src/plan-shadow/plan/shape.ts';
import { planOf } from './plan-text.ts';

const diff = (reference: string, candidate: string): PlanDifference =>
  diffPlans({ query: 'q', reference: [planOf(reference)], candidate: [planOf(candidate)] }, new Map());
const changes = (reference: string, candidate: string): readonly Change[] => {
  const found = diff(reference, candidate);
  return 'changes' in found ? found.changes : [];
};
const fingerprint = (text: string) => fingerprintOf(shapeOf(planOf(text).root));

const byIndex = `Index Scan using orders_customer_idx on orders o  (cost=0.43..8.45 rows=1 width=97)
  Index Cond: (customer_id = 42)`;
const bySequence = `Seq Scan on orders o  (cost=0.00..285000.00 rows=1 width=97)
  Filter: (customer_id = 42)`;

describe('two plans of one query', () => {
  it.each([
    [
      'an index that is used no more',
      byIndex,
      bySequence,
      [{ kind: 'scan', alias: 'o', from: 'index', to: 'sequential' }],
    ],
    ['an index that is used now', bySequence, byIndex, [{ kind: 'scan', from: 'sequential', to: 'index' }]],
    [
      'an index that has to visit the table now',
      byIndex.replace('Index Scan', 'Index Only Scan'),
      byIndex,
      [{ kind: 'scan', from: 'index-only', to: 'index' }],
    ],
    [
      'another index',
      byIndex,
      byIndex.replace('customer_idx', 'status_idx'),
      [{ kind: 'index', from: ['orders_customer_idx'], to: ['orders_status_idx'] }],
    ],
    [
      'other costs, rows and literals',
      byIndex,
      byIndex.replace('rows=1 ', 'rows=9000 ').replace('8.45', '9999.00').replace('42', '43'),
      [],
    ],
  ])('tell %s', (...[, reference, candidate, wanted]) => {
    expect(changes(reference, candidate)).toMatchObject(wanted);
    expect(changes(reference, candidate)).toHaveLength(wanted.length);
    expect(changes(reference, reference)).toEqual([]);
  });

  it('tell both sides of a self-join apart', () => {
    const join = (one: string, other: string) => `Nested Loop  (cost=0.43..335.20 rows=1000 width=8)
  ->  ${one} a  (cost=0.00..14.00 rows=1000 width=4)
  ->  ${other} b  (cost=0.00..0.31 rows=1 width=4)`;
    const [seq, index] = ['Seq Scan on employees', 'Index Scan using employees_pkey on employees'];
    expect(fingerprint(join(seq, index))).not.toBe(fingerprint(join(index, seq)));
    expect(changes(join(index, index), join(index, seq))).toMatchObject([
      { kind: 'scan', alias: 'b', relation: 'employees' },
    ]);
  });

  it('are the same where only a table is called otherwise, and not where a second one is', () => {
    expect(diff(byIndex, byIndex.replace('orders o', 'orders other'))).toEqual({ kind: 'same', changes: [] });
    const join = (one: string, other: string) => `Nested Loop  (cost=0.43..335.20 rows=1000 width=8)
  ->  Seq Scan on orders ${one}  (cost=0.00..14.00 rows=1000 width=4)
  ->  Seq Scan on orders ${other}  (cost=0.00..0.31 rows=1 width=4)`;
    expect(diff(join('a', 'b'), join('a', 'c'))).toEqual({ kind: 'same', changes: [] });
    expect(diff(join('a', 'b'), join('c', 'd'))).toMatchObject({
      kind: 'changed',
      changes: [{ kind: 'tables', added: ['c', 'd'], removed: ['a', 'b'] }],
    });
  });

  it('tell the method and the order of joins', () => {
    const loop = `Nested Loop  (cost=0.43..335.20 rows=1000 width=8)
  ->  Seq Scan on orders o  (cost=0.00..14.00 rows=1000 width=4)
  ->  Index Scan using customers_pkey on customers c  (cost=0.00..0.31 rows=1 width=4)`;
    const hash = `Hash Join  (cost=65.61..24418.81 rows=1042 width=457)
  ->  Seq Scan on orders o  (cost=0.00..14.00 rows=1000 width=4)
  ->  Hash  (cost=48.76..24335.69 rows=20833 width=461)
        ->  Index Scan using customers_pkey on customers c  (cost=0.00..0.31 rows=1 width=4)`;
    expect(changes(loop, hash)).toEqual([
      { kind: 'join-method', tables: ['c', 'o'], from: 'Nested Loop', to: 'Hash Join' },
    ]);
    const three = (first: string, second: string, last: string) => `Nested Loop  (cost=0.43..335.20 rows=1000 width=8)
  ->  Nested Loop  (cost=0.43..335.20 rows=1000 width=8)
        ->  Seq Scan on ${first}  (cost=0.00..14.00 rows=1000 width=4)
        ->  Seq Scan on ${second}  (cost=0.00..14.00 rows=1000 width=4)
  ->  Seq Scan on ${last}  (cost=0.00..14.00 rows=1000 width=4)`;
    expect(changes(three('a', 'b', 'c'), three('b', 'c', 'a'))).toMatchObject([{ kind: 'join-order' }]);
  });

  it('tell a sort that was added, a spill, and an estimate that is off by ten times', () => {
    const run = (
      sort: string,
      rows: number,
    ) => `Sort  (cost=29.81..30.67 rows=342 width=262) (actual time=0.440..0.537 rows=${rows} loops=1)
  Sort Key: o.total
  Sort Method: ${sort}
  ->  Seq Scan on orders o  (cost=0.00..15.42 rows=342 width=262) (actual time=0.021..0.175 rows=${rows} loops=1)`;
    const plain =
      'Index Scan using i on orders o  (cost=0.00..15.42 rows=342 width=262) (actual time=0.021..0.175 rows=342 loops=1)';
    const memory = run('quicksort  Memory: 118kB', 342);
    expect(changes(plain, memory)).toMatchObject([
      { kind: 'scan' },
      { kind: 'sort', from: 0, to: 1, keys: ['o.total'] },
    ]);
    expect(changes(memory, run('external merge  Disk: 1151688kB', 342))).toEqual([{ kind: 'spill', steps: ['Sort'] }]);
    expect(changes(memory, run('quicksort  Memory: 118kB', 34_200))).toMatchObject([
      { kind: 'estimate', estimated: 342, actual: 34_200, from: 1, to: 100 },
    ]);
    expect(changes(memory, run('quicksort  Memory: 118kB', 3_200))).toEqual([]);
  });

  it('blame no planner for rows that a Limit did not ask for', () => {
    const limited = (rows: number) => `Limit  (cost=0.00..0.01 rows=10 width=4) (actual time=0.1..0.2 rows=10 loops=1)
  ->  Seq Scan on orders o  (cost=0.00..14.00 rows=100000 width=4) (actual time=0.1..0.2 rows=${rows} loops=1)`;
    expect(changes(limited(50_000), limited(10))).toEqual([]);
  });

  it('are the same with and without workers', () => {
    const parallel = `Finalize Aggregate  (cost=10.00..20.00 rows=1 width=8)
  ->  Gather  (cost=10.00..20.00 rows=2 width=8)
        Workers Planned: 2
        ->  Partial Aggregate  (cost=10.00..20.00 rows=1 width=8)
              ->  Parallel Seq Scan on orders o  (cost=0.00..14.00 rows=500 width=4)`;
    const alone = `Aggregate  (cost=10.00..20.00 rows=1 width=8)
  ->  Seq Scan on orders o  (cost=0.00..14.00 rows=1000 width=4)`;
    expect(diff(parallel, alone)).toEqual({ kind: 'same', changes: [] });
  });

  it('are the same with more partitions, until most are read otherwise', () => {
    const parts = (kinds: readonly ('index' | 'seq')[]) =>
      [
        'Append  (cost=0.00..20.00 rows=2 width=8)',
        ...kinds.map(
          (kind, at) =>
            `  ->  ${kind === 'seq' ? 'Seq Scan' : `Index Scan using pay_${at}_idx`} on pay_${at} p_${at + 1}  (cost=0.00..14.00 rows=5 width=4)`,
        ),
      ].join('\n');
    expect(diff(parts(['index', 'index', 'seq']), parts(['index', 'seq', 'index', 'index', 'index']))).toEqual({
      kind: 'same',
      changes: [],
    });
    expect(diff(parts(['index', 'index', 'index']), parts(['seq', 'seq', 'seq']))).toMatchObject({
      kind: 'changed',
      changes: [{ kind: 'scan', alias: 'p', from: 'whole-index', to: 'sequential' }],
    });
  });

  it('of which a side has several are a tie, never a flip', () => {
    const [index, seq] = [planOf(byIndex), planOf(bySequence)];
    const tie = (reference: readonly [Plan, ...Plan[]], candidate: readonly [Plan, ...Plan[]]) =>
      diffPlans({ query: 'q', reference, candidate }, new Map());
    expect(tie([index, index], [seq])).toMatchObject({ kind: 'changed' });
    expect(tie([index, seq], [seq])).toEqual({ kind: 'tie', isKnown: true, plans: 2 });
    expect(tie([index, seq], [planOf('Result  (cost=0.00..0.01 rows=1 width=0)')])).toEqual({
      kind: 'tie',
      isKnown: false,
      plans: 3,
    });
  });

  it('that were planned under other settings say nothing about the query', () => {
    const set = (text: string, settings: string) => `${text}\nSettings: ${settings}`;
    expect(
      diff(set(byIndex, "work_mem = '8MB'"), set(bySequence, "work_mem = '64MB', search_path = 'a, b'")),
    ).toMatchObject({
      kind: 'settings',
      settings: [{ name: 'work_mem', from: '8MB', to: '64MB' }],
    });
    expect(diff(byIndex, set(bySequence, "search_path = 'a, b'"))).toMatchObject({ kind: 'changed' });
    expect(diff(byIndex, set(byIndex, "work_mem = '64MB'"))).toMatchObject({ kind: 'same' });
  });
});
