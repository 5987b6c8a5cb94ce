import { beforeAll, describe, expect, it } from 'vitest';
import { finishDatabase, loadBase } from '../../../src/plan-shadow/shadow/build-shadow.ts';
import { type Planned, planQueries } from '../../../src/plan-shadow/shadow/plan-queries.ts';
import { knownOf } from '../../../src/plan-shadow/vouch/known-of.ts';
import { type Vouched, vouch } from '../../../src/plan-shadow/vouch/vouch.ts';
import { describeWithPostgres } from '../../postgres-server/describe-with-postgres.ts';
import { everyVersion } from '../../postgres-server/find-postgres.ts';
import { usePostgres } from '../../postgres-server/use-postgres.ts';
import { collect, fillProduction, inShadow } from './production.ts';
import { type Answer, answerOf, realAnswers } from './real-answers.ts';
import { queries, schemaSql } from './real-shop.ts';

interface Shadowed {
  readonly planned: Planned;
  readonly vouched: Vouched;
}

describeWithPostgres('the shadow of a large database', everyVersion, (version) => {
  const server = usePostgres({ version }, (postgres) => fillProduction(postgres, 120_000));
  let real = new Map<string, Answer>();

  const shadowed = async (isRedacted: boolean): Promise<Map<string, Shadowed>> => {
    const catalogue = await collect(server(), isRedacted);
    return inShadow(catalogue, async (shadow) => {
      const base = await loadBase(shadow, { name: 'base', schema: [{ name: 'schema.sql', text: schemaSql }] });
      const database = await finishDatabase(shadow, base, { name: 'production', migrations: [] });
      expect([...shadow.notes, ...base.missingTables, ...base.missingIndexes, ...database.newIndexes]).toEqual([]);
      const options = { database: database.name, searchPath: ['public'] };
      const named = queries.map(([name, sql]) => ({ name, sql }));
      const known = knownOf(catalogue, database.targets);
      return new Map(
        (await planQueries(shadow, options, named)).map((planned) => [
          planned.query.name,
          {
            planned,
            vouched: planned.ok
              ? vouch(planned.plan, known)
              : { ok: false, reason: 'redacted', message: planned.message },
          },
        ]),
      );
    });
  };

  beforeAll(async () => {
    real = await realAnswers(server().url('production'), version);
  }, 60_000);

  describe('with every column safe', () => {
    let answers = new Map<string, Shadowed>();
    beforeAll(async () => {
      answers = await shadowed(false);
    }, 60_000);

    it(`plans ${queries.length} of ${queries.length} queries by the very steps of production, at its costs`, () => {
      for (const [name] of queries) {
        const { planned, vouched } = answers.get(name) ?? {};
        expect(vouched, name).toEqual({ ok: true });
        if (planned?.ok !== true) throw new Error(`${name} was not planned`);
        const [shadow, wanted] = [answerOf(planned.plan), real.get(name)];
        expect(shadow.steps, name).toBe(wanted?.steps);
        expect(Math.abs(shadow.cost / (wanted?.cost ?? 0) - 1), `cost of ${name}`).toBeLessThan(0.05);
      }
    });
  });

  describe('with everything redacted', () => {
    let answers = new Map<string, Shadowed>();
    beforeAll(async () => {
      answers = await shadowed(true);
    }, 60_000);

    it('vouches for no query that production plans otherwise, and still for most', () => {
      const vouched = [...answers].filter(([, one]) => one.vouched.ok);
      const wrong = vouched.filter(
        ([name, { planned }]) => planned.ok && answerOf(planned.plan).steps !== real.get(name)?.steps,
      );
      expect(wrong.map(([name]) => name)).toEqual([]);
      expect(`${vouched.length} of ${queries.length}`).toBe(`18 of ${queries.length}`);
    });

    it('names the columns on which the others depend', () => {
      const open = [...answers].flatMap(([name, { vouched }]) => (vouched.ok ? [] : [[name, vouched.message]]));
      expect(open).toEqual([
        ['by address (expression index)', expect.stringContaining('customers.email')],
        ['five tables', expect.stringContaining('payments_rest.paid_at')],
        ['tags', expect.stringContaining('products.tags')],
        ['itself', expect.stringContaining('orders.customer_id')],
      ]);
    });
  });
});
