import type { Migration } from './migration.ts';

/** Profiles that environments have sent, and which pairs of them were compared. */
export const profiles: Migration = {
  id: '005-profiles',
  statements: [
    `CREATE TABLE profiles (
       id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
       repository text NOT NULL,
       environment text NOT NULL,
       service text NOT NULL,
       region text,
       signer text NOT NULL,
       digest text NOT NULL,
       collected_at timestamptz NOT NULL,
       received_at timestamptz NOT NULL,
       profile text NOT NULL,
       UNIQUE (repository, digest)
     )`,
    'CREATE INDEX profiles_newest ON profiles (repository, service, environment, collected_at DESC)',
    'CREATE INDEX profiles_received ON profiles (received_at)',
    `CREATE TABLE comparisons (
       reference uuid NOT NULL,
       candidate uuid NOT NULL,
       verdict uuid NOT NULL,
       PRIMARY KEY (reference, candidate)
     )`,
    'CREATE INDEX comparisons_candidate ON comparisons (candidate)',
  ],
};
