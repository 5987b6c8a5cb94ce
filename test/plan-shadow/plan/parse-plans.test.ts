import { describe, expect, it } from 'vitest';
import { deepestPlan } from '../../../src/model/plan.ts';
import { parsePlans } from '../../../src/plan-shadow/plan/parse-plans.ts';
import { fingerprintOf, shapeOf } from '../../../src/plan-shadow/plan/shape.ts';
import { countSteps, planOf } from './plan-text.ts';

const fingerprints = (text: string) =>
  parsePlans(text, 'file').map(({ name, plan }) => [name, plan.query, fingerprintOf(shapeOf(plan.root))]);
const seq = { Plan: { 'Node Type': 'Seq Scan', 'Relation Name': 'orders', Alias: 'o' } };
const text = 'Seq Scan on orders o  (cost=0.00..35.50 rows=10 width=4)';

describe('plans as people paste them', () => {
  it.each([
    ['one as JSON', JSON.stringify(seq), [[null, null, 'Seq Scan o']]],
    [
      'a list as JSON',
      JSON.stringify([seq, seq]),
      [
        [null, null, 'Seq Scan o'],
        [null, null, 'Seq Scan o'],
      ],
    ],
    ['from a driver', JSON.stringify([{ 'QUERY PLAN': [seq] }]), [[null, null, 'Seq Scan o']]],
    [
      'from a driver, as text in JSON',
      JSON.stringify([{ 'QUERY PLAN': JSON.stringify([seq]) }]),
      [[null, null, 'Seq Scan o']],
    ],
    [
      'from a driver, a row per line',
      JSON.stringify(
        ['Limit  (cost=0.00..1.00 rows=1 width=4)', `  ->  ${text}`].map((line) => ({ 'QUERY PLAN': line })),
      ),
      [[null, null, 'Limit [Seq Scan o]']],
    ],
    [
      'by name',
      JSON.stringify({ list: [seq], get: { sql: 'SELECT 1', explain: [seq] } }),
      [
        ['list', null, 'Seq Scan o'],
        ['get', 'SELECT 1', 'Seq Scan o'],
      ],
    ],
    [
      'with a byte order mark and Windows’ line ends',
      `\uFEFFQUERY PLAN\r\n-----\r\n ${text}\r\n(1 row)\r\n`,
      [[null, null, 'Seq Scan o']],
    ],
    [
      'without costs',
      'Limit\n  ->  Seq Scan on orders o\n        Filter: (id = 4)',
      [[null, null, 'Limit [Seq Scan o]']],
    ],
    [
      'after a prompt',
      `shop=# EXPLAIN SELECT * FROM orders o;\n QUERY PLAN\n-----\n ${text}\n(1 row)\n\nTime: 0.305 ms\nshop=#`,
      [[null, null, 'Seq Scan o']],
    ],
    [
      'from auto_explain, as text',
      `2026-11-20 10:00:00 UTC [7] LOG:  duration: 12.3 ms  plan:\n\tQuery Text: SELECT *\n\t  FROM orders o;\n\t${text}\n2026-11-20 10:00:01 UTC [7] LOG:  checkpoint starting: time`,
      [[null, 'SELECT * FROM orders o;', 'Seq Scan o']],
    ],
    [
      'from auto_explain, as JSON',
      `2026-11-20 10:00:00 UTC [7] LOG:  duration: 12.3 ms  plan:\n${JSON.stringify({ 'Query Text': 'SELECT 1', ...seq }, null, 2).replaceAll(/^/gm, '\t')}`,
      [[null, 'SELECT 1', 'Seq Scan o']],
    ],
  ])('are read: %s', (...[, given, wanted]) => {
    expect(fingerprints(given)).toEqual(wanted);
  });

  it.each([
    ['nothing', ' \n', 'file: is empty; wanted a plan as EXPLAIN prints it'],
    [
      'prose',
      'Dear team,\nplease look',
      'file, line 1: “Dear team,please look” is no plan; wanted a plan as EXPLAIN prints it',
    ],
    ['YAML', '- Plan: \n    Node Type: "Seq Scan"', 'file, line 1: “- Plan:” begins a plan in YAML, which is not read'],
    ['XML', '<explain xmlns="http://www.postgresql.org/2009/explain">', 'begins a plan in XML, which is not read'],
    [
      'figures that are none',
      'Seq Scan on orders  (cost=abc..1 rows=1 width=1)',
      'file, line 1: “Seq Scan on orders (cost=abc..1 rows=1 width=1)” has figures that cannot be read',
    ],
    [
      'JSON that breaks off',
      '[\n  {"Plan": {"Node Type": "Seq',
      'is where the JSON breaks off; wanted the whole output',
    ],
    ['JSON of something else', '{"a": 1, "b": 2}', 'file: “a, b” are the keys of what is no plan'],
    ['an empty list', '[]', 'holds an empty list, which is no plan'],
    ['rows that are none', '[{"QUERY PLAN": "[oops"}]', 'is where the JSON breaks off'],
    ['a number', '[{"QUERY PLAN": 7}]', 'file: “7” is no plan'],
    ['a wrong type', JSON.stringify([{ Plan: { 'Node Type': 'Seq Scan', 'Plan Rows': 'many' } }]), 'Plan["Plan Rows"]'],
    [
      'a negative number of rows',
      JSON.stringify([{ Plan: { 'Node Type': 'Seq Scan', 'Plan Rows': -1 } }]),
      'Too small',
    ],
    ['no type', JSON.stringify([{ Plan: { Plans: [{ 'Node Type': 'Sort' }] } }]), 'Plan["Node Type"]'],
  ])('say what is wrong with %s', (...[, given, words]) => {
    expect(() => parsePlans(given, 'file')).toThrow(words);
  });

  it('read a plan as deep as any, and refuse a deeper one before anything walks it', () => {
    const nested = (depth: number) => {
      let plan: object = { 'Node Type': 'Seq Scan' };
      for (let level = 1; level < depth; level++) plan = { 'Node Type': 'Limit', Plans: [plan] };
      return JSON.stringify({ Plan: plan });
    };
    const deepest = planOf(nested(deepestPlan));
    expect(countSteps(deepest.root)).toBe(deepestPlan);
    expect(fingerprintOf(shapeOf(deepest.root)).length).toBeGreaterThan(deepestPlan);
    expect(() => parsePlans(nested(deepestPlan + 20), 'file')).toThrow('nested deeper than any plan');
    const wrapped = JSON.stringify([{ 'QUERY PLAN': `[${nested(deepestPlan + 20)}]` }]);
    expect(() => parsePlans(wrapped, 'file')).toThrow('nested deeper than any plan');
    expect(() => parsePlans(`${'['.repeat(200_000)}${']'.repeat(200_000)}`, 'file')).toThrow(
      'nested deeper than any plan',
    );
  });

  it('read 10 MB as JSON and as text in seconds', () => {
    const member = { 'Node Type': 'Seq Scan', 'Relation Name': 'orders', Alias: 'o', Filter: `(${'x'.repeat(900)})` };
    const json = JSON.stringify({
      Plan: { 'Node Type': 'Append', Plans: Array.from({ length: 10_000 }, () => member) },
    });
    const lines = `Append  (cost=0.00..1.00 rows=1 width=4)\n${`  ->  ${text}\n        Filter: (${'y'.repeat(900)})\n`.repeat(10_000)}`;
    for (const given of [json, lines]) {
      expect(given.length).toBeGreaterThan(9_500_000);
      const started = performance.now();
      const plan = planOf(given);
      expect(countSteps(plan.root)).toBe(10_001);
      expect(fingerprintOf(shapeOf(plan.root))).toBe('Append [Seq Scan o]');
      expect(performance.now() - started).toBeLessThan(8000);
    }
  });

  it('are not slowed by lines that a pattern could stumble over', () => {
    const nasty = [
      '-'.repeat(200_000),
      `${'-'.repeat(200_000)}x`,
      ' '.repeat(200_000),
      `${'explain'.repeat(30_000)}!`,
      'Index Scan using a on '.repeat(10_000),
      '('.repeat(200_000),
      '"'.repeat(200_001),
      `Sort Key: ${'a,'.repeat(100_000)}`,
    ];
    const started = performance.now();
    const [plan] = parsePlans(
      `Sort  (cost=0.00..1.00 rows=1 width=4)\n${nasty.map((line) => `  ${line}`).join('\n\n')}`,
      'file',
    );
    expect(plan?.plan.root.type).toBe('Sort');
    expect(performance.now() - started).toBeLessThan(4000);
  });

  it('keep hostile identifiers as they are', () => {
    const names = ['a "quoted" one', '</pre><script>', "o'clock", 'a.b', 'x -> y', 'ünïcödé 🛒', '__proto__', 'select'];
    for (const name of names) {
      const quoted = `"${name.replaceAll('"', '""')}"`;
      const { root } = planOf(
        `Index Scan using ${quoted} on public.${quoted} ${quoted}  (cost=0.00..35.50 rows=10 width=4)`,
      );
      expect([root.index, root.relation, root.alias], name).toEqual([name, name, name]);
      const viaJson = planOf(
        JSON.stringify([
          { Plan: { 'Node Type': 'Index Scan', 'Index Name': name, 'Relation Name': name, Alias: name } },
        ]),
      );
      expect(fingerprintOf(shapeOf(viaJson.root))).toBe(fingerprintOf(shapeOf(root)));
    }
  });
});
