import type { Migration } from './migration.ts';

/**
 * What Slack is to show: a thread per event, its parts (the first message, '', and replies by their keys), and where each part is
 * shown. What is wanted and what is shown are told apart by revisions, so that whatever is repeated changes nothing.
 *
 * And what the bot obeys of a repository’s configuration: who is told, and who may command.
 */
export const slackThreads: Migration = {
  id: '003-slack-threads',
  statements: [
    `CREATE TABLE slack_threads (
       id bigserial PRIMARY KEY,
       repository text NOT NULL,
       installation bigint NOT NULL,
       topic text NOT NULL,
       event text NOT NULL,
       environment text,
       severity text NOT NULL,
       is_open boolean NOT NULL DEFAULT true,
       is_routed boolean NOT NULL DEFAULT false,
       opens boolean NOT NULL DEFAULT true,
       attempts integer NOT NULL DEFAULT 0,
       next_at timestamptz NOT NULL,
       changed_at timestamptz NOT NULL
     )`,
    'CREATE UNIQUE INDEX slack_threads_open ON slack_threads (repository, topic) WHERE is_open',
    'CREATE INDEX slack_threads_unrouted ON slack_threads (next_at) WHERE NOT is_routed',
    `CREATE TABLE slack_parts (
       id bigserial PRIMARY KEY,
       thread bigint NOT NULL REFERENCES slack_threads ON DELETE CASCADE,
       part text NOT NULL,
       body text NOT NULL,
       revision integer NOT NULL DEFAULT 1,
       wanted_at timestamptz NOT NULL,
       UNIQUE (thread, part)
     )`,
    `CREATE TABLE slack_messages (
       id bigserial PRIMARY KEY,
       part bigint NOT NULL REFERENCES slack_parts ON DELETE CASCADE,
       channel text NOT NULL,
       mark uuid NOT NULL DEFAULT gen_random_uuid(),
       ts text,
       is_settled boolean NOT NULL DEFAULT false,
       shown_revision integer NOT NULL DEFAULT 0,
       given_up_revision integer NOT NULL DEFAULT 0,
       attempts integer NOT NULL DEFAULT 0,
       next_at timestamptz NOT NULL,
       claimed_until timestamptz,
       posting_at timestamptz,
       UNIQUE (part, channel)
     )`,
    'CREATE INDEX slack_messages_unsettled ON slack_messages (next_at) WHERE NOT is_settled',
    `CREATE TABLE repository_settings (
       repository text PRIMARY KEY,
       installation bigint NOT NULL,
       notifications text NOT NULL,
       channels text[] NOT NULL,
       people text NOT NULL,
       read_at timestamptz NOT NULL
     )`,
  ],
};
