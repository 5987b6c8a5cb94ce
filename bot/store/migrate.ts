import type { Database } from './database.ts';
import { deliveries } from './migrations/001-deliveries.ts';
import { validations } from './migrations/002-validations.ts';
import { slackThreads } from './migrations/003-slack-threads.ts';
import { schedule } from './migrations/004-schedule.ts';
import { profiles } from './migrations/005-profiles.ts';
import { sweep } from './migrations/006-sweep.ts';
import { confirmations } from './migrations/007-confirmations.ts';
import { gateRequests } from './migrations/008-gate-requests.ts';
import { gatePulls } from './migrations/009-gate-pulls.ts';
import { fastPayloads } from './migrations/010-fast-payloads.ts';
import type { Migration } from './migrations/migration.ts';

/** Every step, in the order in which they are taken. */
const migrations: readonly Migration[] = [
  deliveries,
  validations,
  slackThreads,
  schedule,
  profiles,
  sweep,
  confirmations,
  gateRequests,
  gatePulls,
  fastPayloads,
];

/** Replicas that start together take the steps one after the other; any number serves, as long as it is always the same. */
const lock = 7_461_512_019;

/** Brings the store's tables up to date, in one transaction: all steps or none. */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.query('SELECT pg_advisory_xact_lock($1)', [lock]);
    await transaction.query(
      'CREATE TABLE IF NOT EXISTS migrations (id text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const applied = new Set((await transaction.query<{ id: string }>('SELECT id FROM migrations')).map(({ id }) => id));
    for (const { id, statements } of migrations.filter((one) => !applied.has(one.id))) {
      for (const statement of statements) await transaction.query(statement);
      await transaction.query('INSERT INTO migrations (id) VALUES ($1)', [id]);
    }
  });
}
