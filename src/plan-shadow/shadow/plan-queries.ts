import type { Client } from 'pg';
import { administration, withClient } from '../server/connect.ts';
import { AllowanceExceeded, withGuardedClient } from '../server/guard.ts';
import { oneStatement } from '../server/one-statement.ts';
import { quoteText } from '../sql/quote.ts';
import type { Shadow } from './shadow.ts';

/** A query to be planned. */
export interface Query {
  readonly name: string;
  readonly sql: string;
}

/** What came of planning a query: PostgreSQL's own JSON, or its words. */
export type Planned =
  | {
      readonly ok: true;
      readonly query: Query;
      readonly plan: unknown;
      /** PostgreSQL's text form; null unless it was asked for. */
      readonly text: string | null;
      readonly parameters: number;
    }
  | { readonly ok: false; readonly query: Query; readonly message: string };

/** From this version on EXPLAIN itself plans for values that nobody gave. */
const withGenericPlan = 16;

/** Whatever planning runs (a function of constants is called then) cannot change a row, and is undone. */
const begin = 'BEGIN TRANSACTION READ ONLY';

type Explanation = Pick<Extract<Planned, { ok: true }>, 'plan' | 'text' | 'parameters'>;

interface Task {
  readonly sql: string;
  readonly major: number;
  readonly withText: boolean;
}

/** How a query is asked for: with a plan for any values where it has parameters. */
function statementOf({ sql, major }: Task, parameters: number): { readonly option: string; readonly target: string } {
  if (parameters === 0) return { option: '', target: sql };
  if (major >= withGenericPlan) return { option: ', GENERIC_PLAN', target: sql };
  const nulls = Array.from({ length: parameters }, () => 'NULL').join(', ');
  return { option: '', target: `EXECUTE tollgate(${nulls})` };
}

async function explain(client: Client, task: Task): Promise<Explanation> {
  // PREPARE takes exactly one statement, which the server itself makes sure of.
  await oneStatement(client, `PREPARE tollgate AS ${task.sql}`);
  const { rows: prepared } = await client.query(
    "SELECT pg_catalog.cardinality(parameter_types) AS parameters FROM pg_catalog.pg_prepared_statements WHERE name = 'tollgate'",
  );
  const parameters: number = prepared[0]?.parameters ?? 0;
  await client.query('SET LOCAL plan_cache_mode = force_generic_plan');
  const { option, target } = statementOf(task, parameters);
  const { rows } = await client.query(`EXPLAIN (FORMAT JSON, VERBOSE, SETTINGS${option}) ${target}`);
  const lines = task.withText ? (await client.query(`EXPLAIN (FORMAT TEXT${option}) ${target}`)).rows : null;
  const text = lines === null ? null : lines.map((row) => String(row['QUERY PLAN'])).join('\n');
  return { plan: rows[0]['QUERY PLAN'], text, parameters };
}

async function planOne(client: Client, query: Query, task: Omit<Task, 'sql'>): Promise<Planned> {
  try {
    await client.query(begin);
    return { ok: true, query, ...(await explain(client, { ...task, sql: query.sql })) };
  } catch (error) {
    return { ok: false, query, message: error instanceof Error ? error.message : String(error) };
  } finally {
    // What the session was told, statements that it keeps and locks outlive a transaction.
    await client.query('ROLLBACK');
    await client.query('DISCARD ALL');
  }
}

/** Where names without a schema are looked for; as a list of SQL. */
export interface PlanOptions {
  readonly database: string;
  readonly searchPath: readonly string[];
  /** Whether PostgreSQL's text form is wanted too. */
  readonly withText?: boolean;
}

async function planAll(shadow: Shadow, options: PlanOptions, queries: readonly Query[]): Promise<Planned[]> {
  const done: Planned[] = [];
  const task = { major: shadow.server.major, withText: options.withText ?? false };
  const guarded = {
    login: { database: options.database, role: shadow.planner },
    allowance: shadow.allowance,
  };
  try {
    await withGuardedClient(shadow.server, guarded, async (client, begin) => {
      for (const query of queries) {
        begin();
        done.push(await planOne(client, query, task));
      }
    });
  } catch (error) {
    const query = queries[done.length];
    if (!(error instanceof AllowanceExceeded) || query === undefined) throw error;
    done.push({ ok: false, query, message: `planning it ${error.message}, and was ended` });
  }
  return done;
}

/**
 * Plans queries as production would, and runs none of them.
 *
 * @returns one answer a query, in order: also for one that the server refuses, or whose planning takes more than it may
 */
export async function planQueries(
  shadow: Shadow,
  options: PlanOptions,
  queries: readonly Query[],
): Promise<readonly Planned[]> {
  const path = options.searchPath.map(quoteText).join(', ');
  await withClient(shadow.server, { database: administration }, (client) =>
    client.query(`ALTER ROLE planner SET search_path = ${path}`),
  );
  const done: Planned[] = [];
  while (done.length < queries.length) done.push(...(await planAll(shadow, options, queries.slice(done.length))));
  return done;
}
