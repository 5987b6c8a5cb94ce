import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/judge/decide.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { judgePlans } from '../../../src/plan-shadow/plan/judge-plans.ts';
import { matchPlans } from '../../../src/plan-shadow/plan/match-plans.ts';
import { parsePlans } from '../../../src/plan-shadow/plan/parse-plans.ts';
import type { PlanJudging, PlanQuestion } from '../../../src/plan-shadow/plan/plan-finding.ts';

const names = {
  release: { reference: 'base', candidate: 'head' },
  fidelity: { reference: 'production', candidate: 'staging' },
};
const judging = (question: PlanQuestion, given: Partial<PlanJudging> = {}): PlanJudging => ({
  question,
  service: 'shop',
  names: names[question],
  sizes: new Map(),
  ...given,
});

interface Texts {
  readonly base: string;
  readonly head: string;
  readonly again?: string;
}

function judge({ base, head, again }: Texts, how: PlanJudging = judging('release')): Finding[] {
  const matched = matchPlans({
    reference: parsePlans(base, 'base'),
    candidate: parsePlans(head, 'head'),
    again: again === undefined ? [] : parsePlans(again, 'again'),
  });
  return judgePlans(matched, how);
}

const line = ({ dimension, check, subject, status, severity, reasonCode, required }: Finding) =>
  `${dimension}/${check} ${subject}: ${status} ${severity} ${reasonCode}${required ? ' required' : ''}`;
/** Without what is only said because these plans were not run. */
const lines = (findings: readonly Finding[]) => findings.filter(({ reasonCode }) => reasonCode !== 'not-run').map(line);

const byIndex =
  'Index Scan using orders_customer_idx on orders o  (cost=0.43..8.45 rows=1 width=97)\n  Index Cond: (customer_id = 42)';
const wholeIndex = 'Index Scan using orders_pkey on orders o  (cost=0.43..8.45 rows=1 width=97)';
const onlyIndex = byIndex.replace('Index', 'Index Only');
const members = (first: string) =>
  `Append  (cost=0.43..8.45 rows=1 width=97)\n  ->  ${first} on orders_1 o_1  (cost=0.00..31.00 rows=1 width=97)\n  ->  Index Scan using orders_2_idx on orders_2 o_2  (cost=0.43..8.45 rows=1 width=97)`;
const join = (inner: string) =>
  `Nested Loop  (cost=0.43..8.45 rows=1 width=97)\n  ->  ${byIndex.replace('\n', '\n      ')}\n  ->  ${inner}`;
const bySequence = 'Seq Scan on orders o  (cost=0.00..285000.00 rows=1 width=97)';
const small = bySequence.replace('285000.00', '31.50');

describe('the plans of a query', () => {
  it.each<[string, Texts, PlanQuestion, string[]]>([
    [
      'a lost index blocks a release',
      { base: byIndex, head: bySequence },
      'release',
      ['data/plan:scan the query: orders o: diverged block plan-flip'],
    ],
    [
      'a table of a few pages is rightly read as a whole',
      { base: byIndex, head: small },
      'release',
      ['data/plan:scan the query: orders o: diverged observe plan-flip'],
    ],
    [
      'an index that is used now is for the better',
      { base: bySequence, head: byIndex },
      'release',
      ['data/plan:scan the query: orders o: match observe plan-better'],
    ],
    [
      'an index that no longer covers warns',
      { base: onlyIndex, head: byIndex },
      'release',
      ['data/plan:scan the query: orders o: diverged warn plan-flip'],
    ],
    [
      'a staging that uses an index where production does not is a lie',
      { base: bySequence, head: byIndex },
      'fidelity',
      ['data/plan:scan the query: orders o: diverged warn plan-flip'],
    ],
    [
      'a small table of staging says nothing about production’s',
      { base: byIndex, head: small },
      'fidelity',
      ['data/plan:scan the query: orders o: diverged warn plan-flip'],
    ],
    [
      'the same steps match',
      { base: byIndex, head: byIndex.replace('8.45 rows=1', '900.00 rows=999') },
      'release',
      ['data/plan:steps the query: match block same-plan'],
    ],
    [
      'what no kind of change has a name for is shown',
      { base: byIndex, head: `Limit  (cost=0.43..8.45 rows=1 width=97)\n  ->  ${byIndex}` },
      'release',
      ['data/plan:steps the query: diverged observe plan-flip'],
    ],
    [
      'a table that the rewritten query calls otherwise is still the same table',
      { base: byIndex, head: bySequence.replace('orders o', 'orders ord') },
      'release',
      ['data/plan:scan the query: orders o: diverged block plan-flip'],
    ],
    [
      'an index that is read as a whole warns: a partial one may hold just these rows',
      { base: byIndex, head: wholeIndex },
      'release',
      ['data/plan:scan the query: orders o: diverged warn plan-flip'],
    ],
    [
      'a small partition does not make its table small',
      { base: members('Index Scan using orders_1_idx'), head: members('Seq Scan') },
      'release',
      ['data/plan:scan the query: orders_1 o: diverged block plan-flip'],
    ],
    [
      'a table that is read besides, from end to end, warns',
      { base: byIndex, head: join('Seq Scan on events e  (cost=0.00..285000.00 rows=1 width=97)') },
      'release',
      ['data/plan:tables the query: diverged warn plan-flip'],
    ],
    [
      'a small table that is read besides is only told',
      { base: byIndex, head: join('Seq Scan on kinds k  (cost=0.00..31.00 rows=1 width=97)') },
      'release',
      ['data/plan:tables the query: diverged observe plan-flip'],
    ],
  ])('%s', (...[, texts, question, wanted]) => {
    expect(lines(judge(texts, judging(question)))).toEqual(wanted);
  });

  it('are judged by production’s sizes where a profile knows them', () => {
    const sizes = (pages: number | null, rows: number | null) => new Map([['orders', { pages, rows, isBound: false }]]);
    const severity = (pages: number | null, rows: number | null) =>
      judge({ base: byIndex, head: bySequence }, judging('fidelity', { sizes: sizes(pages, rows) }))[0]?.severity;
    expect([
      severity(32, null),
      severity(33, null),
      severity(null, 1000),
      severity(null, 1001),
      severity(null, null),
    ]).toEqual(['observe', 'warn', 'observe', 'warn', 'warn']);
  });

  it('of which the base has several are a tie: never a flip, and no pass where the head has a third', () => {
    const known = judge({ base: byIndex, again: bySequence, head: bySequence });
    expect(lines(known)).toEqual(['data/plan:steps the query: unmeasured block plan-tie']);
    expect(decide(known, 'release').decision).toBe('inconclusive');
    const other = judge({ base: byIndex, again: bySequence, head: onlyIndex });
    expect(lines(other)).toEqual(['data/plan:steps the query: unmeasured block plan-tie required']);
    expect(lines(judge({ base: byIndex, again: byIndex, head: bySequence }))).toEqual([
      'data/plan:scan the query: orders o: diverged block plan-flip',
    ]);
  });

  it('under different settings are a matter of configuration, and no verdict', () => {
    const settings = (plan: string, memory: string) => `${plan}\nSettings: work_mem = '${memory}'`;
    const findings = judge({ base: settings(byIndex, '64MB'), head: settings(bySequence, '4MB') });
    expect(lines(findings)).toEqual([
      'data/plan:steps the query: unmeasured block settings-differ required',
      'configuration/planner-setting work_mem: diverged warn settings-differ',
    ]);
    expect(decide(findings, 'release')).toMatchObject({ decision: 'inconclusive', reasonCode: 'required-unmeasured' });
    expect(lines(judge({ base: byIndex, head: settings(bySequence, '4MB') }))).toContain(
      'configuration/planner-setting work_mem: unmeasured warn settings-unknown',
    );
    expect(decide(judge({ base: settings(byIndex, '64MB'), head: settings(byIndex, '4MB') }), 'release').decision).toBe(
      'pass',
    );
  });

  it('that read nothing in common are not of one query, and no pass', () => {
    const findings = judge({ base: byIndex, head: 'Seq Scan on events  (cost=0.00..285000.00 rows=1 width=97)' });
    expect(lines(findings)).toEqual(['data/plan:steps the query: unmeasured block other-query required']);
    expect(decide(findings, 'release').decision).toBe('inconclusive');
    const nothing = 'Result  (cost=0.00..0.01 rows=0 width=0)\n  One-Time Filter: false';
    expect(lines(judge({ base: byIndex, head: nothing }))).toEqual([
      'data/plan:tables the query: diverged observe plan-flip',
    ]);
  });

  it('on one side only are not measured; a staging must plan what production does', () => {
    const two = `-- name: a\n${byIndex}\n-- name: b\n${byIndex}`;
    const one = `-- name: a\n${byIndex}\n-- name: c\n${byIndex}`;
    expect(lines(judge({ base: two, head: one })).slice(1)).toEqual([
      'data/plan:steps b: unmeasured warn no-plan',
      'data/plan:steps c: unmeasured warn no-plan',
    ]);
    expect(lines(judge({ base: two, head: one }, judging('fidelity'))).slice(1)).toEqual([
      'data/plan:steps b: unmeasured warn no-plan required',
      'data/plan:steps c: unmeasured warn no-plan required',
    ]);
    const nothing = judge({
      base: `-- name: a\n${byIndex}\n-- name: b\n${byIndex}`,
      head: `-- name: c\n${byIndex}\n-- name: d\n${byIndex}`,
    });
    expect(decide(nothing, 'release').decision).toBe('inconclusive');
  });

  it('that were only planned say so once', () => {
    const findings = judge({ base: byIndex, head: byIndex });
    expect(findings.filter(({ reasonCode }) => reasonCode === 'not-run').map(({ message }) => message)).toEqual([
      '1 of 1 queries were only planned, on one side at least: whether estimates hold and whether steps write temporary files was not compared',
    ]);
  });

  it('tell the gravest change first, and show costs and times that nothing is judged by', () => {
    const run = (plan: string, milliseconds: number) =>
      `${plan.replace(')', `) (actual time=0.010..${milliseconds} rows=1 loops=1)`)}\nExecution Time: ${milliseconds} ms`;
    const [worst] = judge({ base: run(byIndex, 0.08), head: run(bySequence, 8900) });
    expect(worst?.message).toBe(
      'orders o (1 rows and at most 285,000 pages) is read by Seq Scan instead of Index Scan using orders_customer_idx (not judged: the planner itself expects × 33,728 the work; one run took 8.9 s, before 80 µs)',
    );
    const [other] = judge({ base: run(byIndex, 0.08), head: run(bySequence, 8900) }, judging('fidelity'));
    expect(other?.message).not.toContain('the planner itself');
  });
});

describe('plans of the same query', () => {
  const pairs = (base: string, head: string) =>
    matchPlans({ reference: parsePlans(base, 'base'), again: [], candidate: parsePlans(head, 'head') }).map(
      ({ query, reference, candidate }) => [query, reference.length, candidate.length],
    );
  const json = (query: string) => ({ 'Query Text': query, Plan: { 'Node Type': 'Seq Scan', 'Relation Name': 't' } });

  it('are found by name, by text without literals, or by their order', () => {
    expect(
      pairs(`-- name: a\n${byIndex}\n-- name: b\n${byIndex}`, `-- name: b\n${byIndex}\n-- name: a\n${byIndex}`),
    ).toEqual([
      ['a', 1, 1],
      ['b', 1, 1],
    ]);
    const base = JSON.stringify([json('SELECT 1 FROM t WHERE id = 42'), json("SELECT 2 FROM t WHERE s = 'x'")]);
    const head = JSON.stringify([
      json('select'),
      json("SELECT 2 FROM  t WHERE s = 'it''s' -- why"),
      json('SELECT 1 FROM t\nWHERE id = $1;'),
    ]);
    expect(pairs(base, head)).toEqual([
      ['SELECT ? FROM t WHERE id = ?', 1, 1],
      ['SELECT ? FROM t WHERE s = ?', 1, 1],
      ['select', 0, 1],
    ]);
    expect(pairs(`${byIndex}\n\n${bySequence}`, `${byIndex}\n\n${byIndex}`)).toEqual([
      ['plan 1', 1, 1],
      ['plan 2', 1, 1],
    ]);
  });

  it('are repeated where a name comes twice', () => {
    expect(pairs(`-- name: a\n${byIndex}\n-- name: a\n${bySequence}`, `-- name: a\n${byIndex}`)).toEqual([['a', 2, 1]]);
  });

  it('are not guessed where they have no names and differ in number', () => {
    expect(() => pairs(`${byIndex}\n\n${byIndex}\n\n${byIndex}`, `${byIndex}\n\n${byIndex}`)).toThrow(
      /one side has 3 plans without a name, the other 2: nobody can tell/,
    );
  });
});
