import { Client } from 'pg';
import { PostgresPlan } from '../../../src/model/plan.ts';
import { fingerprintOf, shapeOf } from '../../../src/plan-shadow/plan/shape.ts';
import { queries } from './real-shop.ts';

/** How a query is planned: its steps by a fingerprint, and what they seem to cost. */
export interface Answer {
  readonly steps: string;
  readonly cost: number;
}

/** Reads what EXPLAIN (FORMAT JSON) says. */
export function answerOf(explained: unknown): Answer {
  const [plan] = explained as [unknown];
  const { root } = PostgresPlan.parse(plan);
  return { steps: fingerprintOf(shapeOf(root)), cost: root.cost ?? Number.NaN };
}

/** What a real database says to each of the shop’s queries, by their names. */
export async function realAnswers(url: string, version: number): Promise<Map<string, Answer>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const answers = new Map<string, Answer>();
  await client.query('SET plan_cache_mode = force_generic_plan');
  for (const [name, sql] of queries) {
    const isGeneric = sql.includes('$1');
    if (isGeneric && version < 16) await client.query(`PREPARE asked AS ${sql}`);
    const asked = isGeneric && version < 16 ? 'EXPLAIN (FORMAT JSON) EXECUTE asked(NULL)' : null;
    const options = isGeneric ? 'FORMAT JSON, GENERIC_PLAN' : 'FORMAT JSON';
    const { rows } = await client.query(asked ?? `EXPLAIN (${options}) ${sql}`);
    await client.query('DEALLOCATE ALL');
    answers.set(name, answerOf(rows[0]['QUERY PLAN']));
  }
  await client.end();
  return answers;
}
