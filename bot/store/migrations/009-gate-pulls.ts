import type { Migration } from './migration.ts';

/** Pull requests of configuration repositories, each judged again when it is due as long as it is open; and which image a report is about. */
export const gatePulls: Migration = {
  id: '009-gate-pulls',
  statements: [
    'ALTER TABLE validations ADD COLUMN digest text',
    `UPDATE validations SET digest = report::json #>> '{subject,release,digest}'`,
    'CREATE INDEX validations_digest ON validations (digest) WHERE digest IS NOT NULL',
    `CREATE TABLE gate_pulls (
       id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
       repository text NOT NULL,
       number integer NOT NULL,
       installation_id bigint NOT NULL,
       head_sha text NOT NULL,
       asked_at timestamptz NOT NULL,
       due_at timestamptz NOT NULL,
       applications text NOT NULL DEFAULT '[]',
       said text NOT NULL DEFAULT '',
       UNIQUE (repository, number)
     )`,
    'CREATE INDEX gate_pulls_due ON gate_pulls (due_at)',
  ],
};
