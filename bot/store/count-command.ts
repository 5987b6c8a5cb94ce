import type { Querying } from './database.ts';

/** A command as it is counted. */
export interface Counted {
  readonly deliveryId: string;
  /** "owner/name" */
  readonly repository: string;
  readonly actor: string;
  readonly now: Date;
}

const minute = 60_000;
const windowMinutes = 10;
const day = 24 * 60 * minute;

/**
 * Counts a command, once per delivery, and tells which one it is of its giver’s within ten minutes in that repository.
 *
 * What is older than a day is forgotten.
 */
export async function countCommand(store: Querying, { deliveryId, repository, actor, now }: Counted): Promise<number> {
  const login = actor.toLowerCase();
  const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);
  await store.query('DELETE FROM commands WHERE repository = $1 AND actor = $2 AND given_at < $3', [
    repository,
    login,
    ago(day),
  ]);
  await store.query(
    `INSERT INTO commands (delivery_id, repository, actor, given_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (delivery_id) DO NOTHING`,
    [deliveryId, repository, login, now],
  );
  const [row] = await store.query<{ place: number }>(
    `SELECT count(*)::integer AS place FROM commands
     WHERE repository = $1 AND actor = $2 AND given_at > $3
       AND sequence <= (SELECT sequence FROM commands WHERE delivery_id = $4)`,
    [repository, login, ago(windowMinutes * minute), deliveryId],
  );
  return row?.place ?? Number.POSITIVE_INFINITY;
}
