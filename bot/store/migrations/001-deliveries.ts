import type { Migration } from './migration.ts';

/** Webhook deliveries: kept before they are acknowledged, worked off afterwards. */
export const deliveries: Migration = {
  id: '001-deliveries',
  statements: [
    `CREATE TABLE deliveries (
       id text PRIMARY KEY,
       sequence bigserial NOT NULL,
       event text NOT NULL,
       action text,
       repository text,
       payload text NOT NULL,
       state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'dead')),
       attempts integer NOT NULL DEFAULT 0,
       error text,
       received_at timestamptz NOT NULL DEFAULT now(),
       finished_at timestamptz
     )`,
    `CREATE INDEX deliveries_unfinished ON deliveries (received_at) WHERE state <> 'done'`,
    `CREATE INDEX deliveries_finished ON deliveries (finished_at) WHERE state = 'done'`,
  ],
};
