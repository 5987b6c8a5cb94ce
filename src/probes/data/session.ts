import type { z } from 'zod';
import type { Database } from './database.ts';

/** One read-only transaction in a database. */
export interface Session {
  /** Reads rows; every one must have the form. */
  read<T>(form: z.ZodType<T>, sql: string, parameters?: readonly unknown[]): Promise<T[]>;
  /** What may fail without harm to the rest: null where the server refuses it. */
  attempt<T>(work: () => Promise<T>): Promise<T | null>;
}

/**
 * Settings of the transaction. Writing out the definition of an index waits for the lock of a migration; not for long.
 *
 * The search path leaves no name to chance: a function of the same name that somebody put before the
 * server’s own is never called. Dates and numbers are written in one way, whatever the database is set to.
 */
const settings = (timeoutSeconds: number) => `
SET LOCAL statement_timeout = '${Math.round(timeoutSeconds * 1000)}ms';
SET LOCAL lock_timeout = '1s';
SET LOCAL idle_in_transaction_session_timeout = '30s';
SET LOCAL search_path = pg_catalog;
SET LOCAL datestyle = 'ISO, YMD';
SET LOCAL timezone = 'UTC';
SET LOCAL extra_float_digits = 1;
SET LOCAL bytea_output = 'hex';
SET LOCAL standard_conforming_strings = on;
SET LOCAL jit = off;
SET LOCAL max_parallel_workers_per_gather = 0;`;

/**
 * Runs a function inside one short, read-only transaction, which is always rolled back.
 *
 * @throws whatever the driver or the server says
 */
export async function inSession<T>(database: Database, work: (session: Session) => Promise<T>): Promise<T> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    connectionString: database.url,
    application_name: 'tollgate',
    connectionTimeoutMillis: Math.min(15, database.timeoutSeconds) * 1000,
    query_timeout: database.timeoutSeconds * 1000 + 2000,
  });
  // A connection that breaks between two questions must not end the process; the next question says so.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    await client.query(settings(database.timeoutSeconds));
    return await work({
      async read(form, sql, parameters = []) {
        const { rows } = await client.query(sql, [...parameters]);
        return rows.map((row) => form.parse(row));
      },
      async attempt(attempted) {
        await client.query('SAVEPOINT tollgate_attempt');
        try {
          return await attempted();
        } catch (error) {
          if (!(error instanceof pg.DatabaseError)) throw error;
          await client.query('ROLLBACK TO SAVEPOINT tollgate_attempt');
          return null;
        }
      },
    });
  } finally {
    await client.query('ROLLBACK').catch(() => {});
    await client.end().catch(() => {});
  }
}
