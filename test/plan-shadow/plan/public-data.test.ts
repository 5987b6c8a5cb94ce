// Where the public data is missing, its tests are skipped with the reason, so the suite's title is computed.
/* oxlint-disable vitest/valid-title, vitest/no-disabled-tests */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { diffPlans } from '../../../src/plan-shadow/plan/diff-plans.ts';
import { everyStep } from '../../../src/plan-shadow/plan/every-step.ts';
import type { NamedPlan } from '../../../src/plan-shadow/plan/named-plan.ts';
import { parsePlans } from '../../../src/plan-shadow/plan/parse-plans.ts';
import { fingerprintOf, shapeOf } from '../../../src/plan-shadow/plan/shape.ts';
import { publicData as data } from '../../fixtures/public-data.ts';
import { countSteps } from './plan-text.ts';

const folder = join(data, 'database');
const title = `plans of public projects in ${folder}`;
const isThere = existsSync(folder);
if (!isThere) console.warn(`skipped: ${title}: there is no such folder (TOLLGATE_TEST_DATA)`);

const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const parse = (name: string) => parsePlans(read(name), name);
const Expected = z.record(
  z.string(),
  z.object({
    nodes: z.number(),
    root: z.string(),
    total_cost: z.number().nullable(),
    seq_scans: z.array(z.string()),
    execution_ms: z.number().nullable(),
  }),
);

/** Steps of the text form: its root, and one per arrow at the start of a line. */
function arrows(text: string): number {
  const rows = text.split('\n').filter((line) => /^[\s|│"]*->/.test(line));
  const isRootPointed = /^\s*->/.test(text);
  return rows.length + (isRootPointed ? 0 : 1);
}

function pair(queries: { reference: NamedPlan[]; candidate: NamedPlan[] }, query: string) {
  const [reference, candidate] = [queries.reference, queries.candidate].map(
    (plans) => plans.find(({ name }) => name === query)?.plan,
  );
  if (reference === undefined || candidate === undefined) throw new Error(`${query} is missing`);
  return { query, reference: [reference], candidate: [candidate] } as const;
}

describe.skipIf(!isThere)(title, () => {
  const names = isThere
    ? readdirSync(join(folder, 'explain/pev2-tests')).map((name) => `explain/pev2-tests/${name}`)
    : [];

  it('have the steps, scans, costs and times that were counted in them', () => {
    const expected = Object.entries(Expected.parse(JSON.parse(read('explain/expected.json'))));
    expect(expected.length).toBeGreaterThan(15);
    for (const [name, wanted] of expected) {
      const file = name.startsWith('pganalyze/') ? `explain/${name}.in.json` : `explain/${name}.json`;
      const plans = parse(file);
      const root = plans[0]?.plan.root;
      if (plans.length !== 1 || root === undefined) throw new Error(`${file} holds ${plans.length} plans`);
      const steps = (node: typeof root): (typeof root)[] => [node, ...node.children.flatMap(steps)];
      const scans = steps(root)
        .filter(({ type }) => type === 'Seq Scan')
        .map(({ relation }) => relation);
      expect(
        {
          nodes: countSteps(root),
          root: root.type,
          total_cost: root.cost,
          seq_scans: scans,
          execution_ms: plans[0]?.plan.executionTime,
        },
        file,
      ).toEqual(wanted);
    }
  });

  it.each(names)('%s is read with every step', (name) => {
    const text = read(name);
    const isJson = text.includes('"Node Type"');
    const [plan, ...rest] = parse(name);
    expect(rest).toEqual([]);
    expect(plan && countSteps(plan.plan.root)).toBe(isJson ? text.match(/"Node Type"/g)?.length : arrows(text));
    for (const { type } of plan ? everyStep(shapeOf(plan.plan.root)).map(({ node }) => node) : [])
      expect(type).toMatch(/^[A-Z][A-Za-z ]+$/);
  });

  it('have one fingerprint in every frame of psql, as text and as JSON', () => {
    const framed = names.filter((name) => name.includes('psql-frames'));
    expect(framed.length).toBeGreaterThan(10);
    const fingerprints = new Set(framed.flatMap(parse).map(({ plan }) => fingerprintOf(shapeOf(plan.root))));
    expect([...fingerprints]).toEqual(['Nested Loop Inner [Seq Scan u, Seq Scan p]']);
  });

  it('find nothing in Pagila’s identical twin', () => {
    const queries = {
      reference: parse('pagila-pairs/prod.plans.json'),
      candidate: parse('pagila-pairs/staging_same.plans.json'),
    };
    expect(queries.reference.length).toBeGreaterThan(5);
    for (const { name } of queries.reference) {
      expect(diffPlans(pair(queries, name ?? ''), new Map()), name ?? '').toEqual({ kind: 'same', changes: [] });
    }
  });

  it('find the tables that Pagila reads from end to end where five indexes are missing, and nothing else', () => {
    const queries = {
      reference: parse('pagila-pairs/prod.plans.json'),
      candidate: parse('pagila-pairs/staging_noindex.plans.json'),
    };
    const found = queries.reference.map(({ name }) => {
      const difference = diffPlans(pair(queries, name ?? ''), new Map());
      const changes = 'changes' in difference ? difference.changes : [];
      return [
        name,
        difference.kind,
        ...changes.map((change) =>
          change.kind === 'scan'
            ? `${change.relation}: ${change.from} → ${change.to}, was ${change.indexes.from.join(', ')}`
            : change.kind,
        ),
      ];
    });
    expect(found).toMatchInlineSnapshot(`
      [
        [
          "q01_rental_by_inventory",
          "changed",
          "rental: bitmap → sequential, was idx_fk_inventory_id",
        ],
        [
          "q02_film_by_title",
          "changed",
          "film: index → sequential, was idx_title",
        ],
        [
          "q03_customer_payments",
          "changed",
          "customer: index → sequential, was idx_last_name",
        ],
        [
          "q04_top_films",
          "same",
        ],
        [
          "q08_revenue_by_category",
          "same",
        ],
        [
          "q09_customer_country",
          "same",
        ],
      ]
    `);
  });

  it('say no to what is no plan', () => {
    const file = 'explain/regresql/album-tracks_list-tracks-by-albumid.2.json';
    expect(() => parse(file)).toThrow(/list-tracks-by-albumid.2.json: .*wanted what EXPLAIN \(FORMAT JSON\) prints/);
  });
});
