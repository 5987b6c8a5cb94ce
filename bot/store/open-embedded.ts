import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { PGlite, type Transaction as PGliteTransaction } from '@electric-sql/pglite';
import { fromPglite } from 'pg-boss';
import type { Database, Transaction, Values } from './database.ts';

/** PostgreSQL would take 128 MB for pages at once; the system keeps the files of so small a store in memory anyway. */
const smallMemory = ['-c', 'shared_buffers=16MB'];

function inside(transaction: PGliteTransaction): Transaction {
  return {
    query: async <Row extends object>(text: string, values: Values = []) =>
      (await transaction.query<Row>(text, [...values])).rows,
    forQueue: { executeSql: async (text, values = []) => transaction.query(text, values) },
  };
}

/** Opens the embedded PostgreSQL in a folder of its own, which is made where there is none; one process at a time may use it. */
export async function openEmbedded(folder: string): Promise<Database> {
  mkdirSync(dirname(folder), { recursive: true });
  const lite = await PGlite.create(folder, { startParams: [...PGlite.defaultStartParams, ...smallMemory] });
  return {
    isExclusive: true,
    queueOptions: { backend: 'pglite', db: fromPglite(lite) },
    query: async <Row extends object>(text: string, values: Values = []) =>
      (await lite.query<Row>(text, [...values])).rows,
    transaction: (work) => lite.transaction((transaction) => work(inside(transaction))),
    close: () => lite.close(),
  };
}
