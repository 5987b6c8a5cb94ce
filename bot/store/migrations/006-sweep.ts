import type { Migration } from './migration.ts';

/** Who leads among the replicas, and which deliveries GitHub could not bring to us. */
export const sweep: Migration = {
  id: '006-sweep',
  statements: [
    'CREATE TABLE leases (name text PRIMARY KEY, holder text NOT NULL, expires_at timestamptz NOT NULL)',
    `CREATE TABLE missed_deliveries (
       id text PRIMARY KEY,
       attempt bigint NOT NULL,
       failed_at timestamptz NOT NULL,
       asks integer NOT NULL DEFAULT 0,
       ask_at timestamptz
     )`,
    'CREATE TABLE sweeps (one boolean PRIMARY KEY DEFAULT true CHECK (one), looked_at timestamptz NOT NULL)',
  ],
};
