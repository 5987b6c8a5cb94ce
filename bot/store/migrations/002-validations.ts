import type { Migration } from './migration.ts';

/** Verdicts of validations that can be trusted: the history that checks, drift issues and the gate read. */
export const validations: Migration = {
  id: '002-validations',
  statements: [
    `CREATE TABLE validations (
       id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
       repository text NOT NULL,
       service text NOT NULL,
       question text NOT NULL,
       decision text NOT NULL,
       sha text,
       run_id bigint,
       link text,
       generated_at timestamptz NOT NULL,
       received_at timestamptz NOT NULL DEFAULT now(),
       report text NOT NULL,
       UNIQUE (repository, run_id, service, question)
     )`,
    'CREATE INDEX validations_newest ON validations (repository, question, generated_at DESC)',
  ],
};
