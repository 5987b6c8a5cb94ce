import type { Command } from '../../src/chatops/command.ts';
import type { Querying } from './database.ts';

/** A command that waits for a second person; bound to what it was asked for. */
export interface Waiting {
  readonly code: string;
  readonly repository: string;
  readonly environment: string;
  /** What the word is given for; kept in the column `sha`. */
  readonly subject: string;
  /** Login of whoever gave the command. */
  readonly actor: string;
  /** Where it was given, as JSON. */
  readonly origin: string;
  readonly line: string;
  readonly command: Command;
  readonly deliveryId: string;
  readonly expiresAt: Date;
  readonly confirmedBy: string | null;
}

interface Row {
  readonly code: string;
  readonly repository: string;
  readonly environment: string;
  readonly sha: string;
  readonly actor: string;
  readonly origin: string;
  readonly line: string;
  readonly command: string;
  readonly delivery_id: string;
  readonly expires_at: Date;
  readonly confirmed_by: string | null;
}

function read({ sha, delivery_id, expires_at, confirmed_by, command, ...row }: Row): Waiting {
  return {
    ...row,
    subject: sha,
    // Written by this bot alone, out of what its own parser made.
    command: JSON.parse(command) as Command,
    deliveryId: delivery_id,
    expiresAt: new Date(expires_at),
    confirmedBy: confirmed_by,
  };
}

const columns =
  'code, repository, environment, sha, actor, origin, line, command, delivery_id, expires_at, confirmed_by';

/** Keeps a command that waits; asked again about the same delivery and subject, the one that is kept already. */
export async function keepWaiting(store: Querying, waiting: Omit<Waiting, 'confirmedBy'>): Promise<Waiting> {
  const { code, repository, environment, subject, actor, origin, line, command, deliveryId, expiresAt } = waiting;
  const rows = await store.query<Row>(
    `INSERT INTO confirmations (code, repository, environment, sha, actor, origin, line, command, delivery_id, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (delivery_id, sha) DO UPDATE SET line = excluded.line
     RETURNING ${columns}`,
    [code, repository, environment, subject, actor, origin, line, JSON.stringify(command), deliveryId, expiresAt],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the confirmation was not kept');
  return read(row);
}

/** The command that a code of a repository stands for; null where there is none. */
export async function findWaiting(store: Querying, repository: string, code: string): Promise<Waiting | null> {
  const [row] = await store.query<Row>(`SELECT ${columns} FROM confirmations WHERE repository = $1 AND code = $2`, [
    repository,
    code,
  ]);
  return row === undefined ? null : read(row);
}

export interface Confirming {
  readonly code: string;
  readonly by: string;
  /** The delivery that brought the word: repeated after a crash, it is the same word. */
  readonly deliveryId: string;
  readonly now: Date;
}

/** Uses a code, once: of two people at the same time one is told that it worked. */
export async function useCode(store: Querying, { code, by, deliveryId, now }: Confirming): Promise<boolean> {
  const rows = await store.query(
    `UPDATE confirmations SET confirmed_by = $2, confirmed_in = $3
     WHERE code = $1 AND expires_at > $4 AND (confirmed_by IS NULL OR confirmed_in = $3) RETURNING code`,
    [code, by, deliveryId, now],
  );
  return rows.length > 0;
}
