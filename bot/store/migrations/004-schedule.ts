import type { Migration } from './migration.ts';

/** Which repositories are validated when, and what became of each slot. */
export const schedule: Migration = {
  id: '004-schedule',
  statements: [
    `CREATE TABLE repositories (
       name text PRIMARY KEY,
       installation_id bigint NOT NULL,
       plan text NOT NULL,
       problem text,
       settled_at timestamptz NOT NULL,
       refreshed_at timestamptz NOT NULL
     )`,
    `CREATE TABLE schedule_slots (
       repository text NOT NULL,
       slot timestamptz NOT NULL,
       state text NOT NULL CHECK (state IN ('running', 'dispatched', 'done', 'failed', 'skipped')),
       missed integer NOT NULL,
       run_id bigint,
       note text,
       started_at timestamptz NOT NULL,
       finished_at timestamptz,
       PRIMARY KEY (repository, slot)
     )`,
    'CREATE INDEX schedule_slots_run ON schedule_slots (repository, run_id)',
    `CREATE INDEX schedule_slots_unfinished ON schedule_slots (repository) WHERE state IN ('running', 'dispatched')`,
    // How many scheduled validations a verdict makes up for; null where nobody scheduled it.
    'ALTER TABLE validations ADD COLUMN missed integer',
  ],
};
