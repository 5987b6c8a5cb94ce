import { Pool, type PoolClient } from 'pg';
import type { Database, Transaction, Values } from './database.ts';

/** No statement of the bot’s takes so long, but for a migration of a store that has grown large. */
const longestQuery = 60_000;
/** Connections of one replica, besides those of the queue. */
const connections = 5;

function inside(client: PoolClient): Transaction {
  const query = async <Row extends object>(text: string, values: Values = []) =>
    (await client.query<Row>(text, [...values])).rows;
  return { query, forQueue: { executeSql: async (text, values = []) => client.query(text, values) } };
}

/**
 * Opens a PostgreSQL server that several replicas may share.
 *
 * @param onError told of connections that break outside of a question; the pool opens others
 */
export function openPostgres(url: string, onError: (error: Error) => void): Database {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    // A network that swallows everything must not hold up what is written next.
    query_timeout: longestQuery,
    keepAlive: true,
  });
  pool.on('error', onError);
  return {
    isExclusive: false,
    queueOptions: { backend: 'postgres', connectionString: url, max: connections },
    query: async <Row extends object>(text: string, values: Values = []) =>
      (await pool.query<Row>(text, [...values])).rows,
    async transaction(work) {
      const client = await pool.connect();
      // The pool listens only while nobody uses it; a connection that breaks unheard would end this process.
      client.on('error', onError);
      try {
        await client.query('BEGIN');
        const result = await work(inside(client));
        await client.query('COMMIT');
        client.release();
        return result;
      } catch (error) {
        // A connection that cannot even undo is not given back.
        const undone = await client.query('ROLLBACK').then(
          () => true,
          () => false,
        );
        client.release(!undone);
        throw error;
      } finally {
        client.off('error', onError);
      }
    },
    close: () => pool.end(),
  };
}
