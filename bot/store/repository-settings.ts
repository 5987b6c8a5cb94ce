import { z } from 'zod';
import { Notifications, People } from '../../src/config/notifications-schema.ts';
import type { Querying } from './database.ts';

/** What the bot obeys of a repository’s configuration, as it was read last. */
export interface RepositorySettings {
  readonly repository: string;
  readonly installation: number;
  readonly notifications: Notifications;
  readonly people: People;
  readonly readAt: Date;
}

const Row = z.object({
  repository: z.string(),
  installation: z.number(),
  notifications: z.string().transform((text) => Notifications.parse(JSON.parse(text))),
  people: z.string().transform((text) => People.parse(JSON.parse(text))),
  readAt: z.coerce.date(),
});
const columns = `repository, installation::float8 AS installation, notifications, people, read_at AS "readAt"`;

/** Keeps the settings of a repository. */
export async function keepRepositorySettings(store: Querying, settings: RepositorySettings): Promise<void> {
  const { repository, installation, notifications, people, readAt } = settings;
  const channels = [...new Set(notifications.map(({ channel }) => channel))];
  await store.query(
    `INSERT INTO repository_settings (repository, installation, notifications, channels, people, read_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (repository) DO UPDATE SET installation = $2, notifications = $3, channels = $4, people = $5, read_at = $6`,
    [repository, installation, JSON.stringify(notifications), channels, JSON.stringify(people), readAt],
  );
}

/** The settings of a repository; null where they were never read. */
export async function findRepositorySettings(store: Querying, repository: string): Promise<RepositorySettings | null> {
  const [row] = await store.query(`SELECT ${columns} FROM repository_settings WHERE repository = $1`, [repository]);
  return row === undefined ? null : Row.parse(row);
}

/** The settings of a repository by its name, in which case does not count; null where it is not known. */
export async function settingsByName(store: Querying, name: string): Promise<RepositorySettings | null> {
  const [row] = await store.query(`SELECT ${columns} FROM repository_settings WHERE lower(repository) = lower($1)`, [
    name,
  ]);
  return row === undefined ? null : Row.parse(row);
}

/** The repositories that write into a channel. */
export async function settingsByChannel(store: Querying, channel: string): Promise<RepositorySettings[]> {
  const rows = await store.query(
    `SELECT ${columns} FROM repository_settings WHERE $1 = ANY(channels) ORDER BY repository LIMIT 10`,
    [channel],
  );
  return rows.map((row) => Row.parse(row));
}
