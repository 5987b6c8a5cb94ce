import type { Migration } from './migration.ts';

/** Commands that wait for a second person, and who gave how many commands. */
export const confirmations: Migration = {
  id: '007-confirmations',
  statements: [
    `CREATE TABLE confirmations (
       code text PRIMARY KEY,
       repository text NOT NULL,
       environment text NOT NULL,
       sha text NOT NULL,
       actor text NOT NULL,
       origin text NOT NULL,
       line text NOT NULL,
       command text NOT NULL,
       delivery_id text NOT NULL,
       expires_at timestamptz NOT NULL,
       confirmed_by text,
       confirmed_in text,
       UNIQUE (delivery_id, sha)
     )`,
    `CREATE TABLE commands (
       sequence bigserial PRIMARY KEY,
       delivery_id text NOT NULL UNIQUE,
       repository text NOT NULL,
       actor text NOT NULL,
       given_at timestamptz NOT NULL
     )`,
    'CREATE INDEX commands_by_actor ON commands (repository, actor, given_at)',
  ],
};
