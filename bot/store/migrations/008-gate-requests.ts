import type { Migration } from './migration.ts';

/** Runs that wait at the door of an environment: each is asked about again when it is due, until there is an answer; and who let what in. */
export const gateRequests: Migration = {
  id: '008-gate-requests',
  statements: [
    `CREATE TABLE gate_requests (
       id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
       repository text NOT NULL,
       installation_id bigint NOT NULL,
       run_id bigint NOT NULL,
       environment text NOT NULL,
       sha text,
       asked_at timestamptz NOT NULL,
       state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'approved', 'rejected', 'gone')),
       due_at timestamptz NOT NULL,
       reports integer NOT NULL DEFAULT 0,
       failures integer NOT NULL DEFAULT 0,
       said text NOT NULL DEFAULT '',
       answer text,
       UNIQUE (repository, run_id, environment)
     )`,
    `CREATE TABLE gate_overrides (
       id uuid PRIMARY KEY,
       repository text NOT NULL,
       environment text NOT NULL,
       sha text NOT NULL,
       by text NOT NULL,
       authors text,
       reason text NOT NULL,
       granted_at timestamptz NOT NULL,
       expires_at timestamptz NOT NULL,
       link text
     )`,
    'CREATE INDEX gate_overrides_newest ON gate_overrides (repository, environment, sha, granted_at DESC)',
    `CREATE INDEX gate_requests_due ON gate_requests (due_at) WHERE state = 'waiting'`,
  ],
};
