import type { OverrideFact } from '../../src/model/gate/gate-facts.ts';
import type { Override } from '../../src/model/gate/override.ts';
import type { Querying } from './database.ts';

/** An override as the store keeps it: only the bot writes there, so that the gate believes it. */
export interface KeptOverride extends Override {
  /** "owner/name" */
  readonly repository: string;
}

interface Row {
  readonly by: string;
  readonly authors: string | null;
  readonly reason: string;
  readonly granted_at: Date;
  readonly expires_at: Date;
}

/** Keeps an override. */
export async function keepOverride(store: Querying, kept: KeptOverride): Promise<void> {
  const { id, repository, environment, sha, by, authors, reason, grantedAt, expiresAt, link } = kept;
  await store.query(
    `INSERT INTO gate_overrides (id, repository, environment, sha, by, authors, reason, granted_at, expires_at, link)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING`,
    [
      id,
      repository,
      environment,
      sha,
      by,
      authors === null ? null : JSON.stringify(authors),
      reason,
      grantedAt,
      expiresAt,
      link,
    ],
  );
}

/** What has been decided about a commit and has not ended, as one: the newest word, and all who gave one. Null where there is none. */
export async function findOverride(
  store: Querying,
  {
    repository,
    environment,
    sha,
    now,
  }: Pick<KeptOverride, 'repository' | 'environment' | 'sha'> & { readonly now: Date },
): Promise<OverrideFact | null> {
  const rows = await store.query<Row>(
    `SELECT by, authors, reason, granted_at, expires_at FROM gate_overrides
     WHERE repository = $1 AND environment = $2 AND sha = $3 AND expires_at > $4 ORDER BY granted_at DESC LIMIT 20`,
    [repository, environment, sha, now],
  );
  const [newest] = rows;
  if (newest === undefined) return null;
  return {
    environment,
    sha,
    reason: newest.reason,
    authors: newest.authors === null ? null : (JSON.parse(newest.authors) as string[]),
    by: [...new Set(rows.map(({ by }) => by))],
    grantedAt: new Date(newest.granted_at).toISOString(),
    expiresAt: new Date(newest.expires_at).toISOString(),
  };
}
