import { Profile } from '../../src/model/profile.ts';
import type { Querying } from './database.ts';

/** A profile that an environment has sent. */
export interface NewProfile {
  readonly repository: string;
  readonly profile: Profile;
  /** SHA-256 of the bytes that were sent, in hexadecimal. */
  readonly digest: string;
  /** Who vouched for it, for people. */
  readonly signer: string;
  readonly now: Date;
}

export interface KeptProfile {
  readonly id: string;
  readonly environment: string;
  readonly service: string;
  readonly collectedAt: Date;
}

/** What came of keeping a profile. */
export type Kept =
  | { readonly kind: 'kept'; readonly id: string }
  /** The same bytes, or a newer profile, were here before. */
  | { readonly kind: 'replayed' | 'outdated'; readonly id: string };

interface Row {
  readonly id: string;
  readonly environment: string;
  readonly service: string;
  readonly collected_at: Date;
}

const columns = 'id, environment, service, collected_at';
const read = ({ id, environment, service, collected_at: at }: Row): KeptProfile => ({
  id,
  environment,
  service,
  collectedAt: new Date(at),
});

/** Keeps a profile, unless it was sent before or a newer one of the same subject was. */
export async function keepProfile(store: Querying, given: NewProfile): Promise<Kept> {
  const { repository, profile, digest, signer, now } = given;
  const { environment, subject, collectedAt } = profile;
  const same = await store.query<Row>(`SELECT ${columns} FROM profiles WHERE repository = $1 AND digest = $2`, [
    repository,
    digest,
  ]);
  if (same[0] !== undefined) return { kind: 'replayed', id: same[0].id };
  const newer = await store.query<Row>(
    `SELECT ${columns} FROM profiles WHERE repository = $1 AND service = $2 AND environment = $3
       AND region IS NOT DISTINCT FROM $4 AND collected_at >= $5 LIMIT 1`,
    [repository, subject.service, environment, subject.region, collectedAt],
  );
  if (newer[0] !== undefined) return { kind: 'outdated', id: newer[0].id };
  const [row] = await store.query<{ id: string }>(
    `INSERT INTO profiles
       (repository, environment, service, region, signer, digest, collected_at, received_at, profile)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (repository, digest) DO NOTHING RETURNING id`,
    [
      repository,
      environment,
      subject.service,
      subject.region,
      signer,
      digest,
      collectedAt,
      now,
      JSON.stringify(profile),
    ],
  );
  // Somebody has sent the same at the same time.
  if (row === undefined) return keepProfile(store, given);
  return { kind: 'kept', id: row.id };
}

/** A profile as it was sent; null where there is none (any more), or none of this version. */
export async function findProfile(store: Querying, id: string): Promise<(KeptProfile & { profile: Profile }) | null> {
  const [row] = await store.query<Row & { profile: string }>(`SELECT ${columns}, profile FROM profiles WHERE id = $1`, [
    id,
  ]);
  const parsed = row === undefined ? undefined : Profile.safeParse(JSON.parse(row.profile)).data;
  return row === undefined || parsed === undefined ? null : { ...read(row), profile: parsed };
}

/** The newest profile of an environment of a service and region, collected since an instant; null where there is none. */
export async function newestProfile(
  store: Querying,
  wanted: {
    readonly repository: string;
    readonly service: string;
    readonly region: string | null;
    readonly environment: string;
    readonly since: Date;
  },
): Promise<KeptProfile | null> {
  const rows = await store.query<Row>(
    `SELECT ${columns} FROM profiles WHERE repository = $1 AND service = $2 AND region IS NOT DISTINCT FROM $3
       AND environment = $4 AND collected_at >= $5 ORDER BY collected_at DESC LIMIT 1`,
    [wanted.repository, wanted.service, wanted.region, wanted.environment, wanted.since],
  );
  return rows.map(read)[0] ?? null;
}
