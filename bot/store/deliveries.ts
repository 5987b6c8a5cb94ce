import type { Querying } from './database.ts';

/** A webhook delivery as GitHub sent it. */
export interface Delivery {
  /** `X-GitHub-Delivery`; the same when GitHub delivers again. */
  readonly id: string;
  readonly event: string;
  readonly action: string | null;
  /** "owner/name"; null where the event is about no repository. */
  readonly repository: string | null;
  /** The body, as JSON. */
  readonly payload: string;
}

/** `waiting` until it was worked off (`done`), or given up after its last attempt (`dead`). */
export const deliveryStates = ['waiting', 'done', 'dead'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export interface KeptDelivery extends Delivery {
  readonly state: DeliveryState;
  readonly attempts: number;
}

/** PostgreSQL keeps no NUL in a text. */
const plain = (text: string | null) => text?.replaceAll('\0', '') ?? null;

/**
 * Keeps deliveries and tells which of them are to be worked off.
 *
 * One that is known already is not, unless it was given up: a redelivered failure runs, a redelivered success does not.
 *
 * @returns those that are new, or were given up before, with their place in the order of arrival
 */
export async function keepDeliveries(
  store: Querying,
  deliveries: readonly Delivery[],
): Promise<ReadonlyMap<string, bigint>> {
  const column = (name: keyof Delivery) => deliveries.map((delivery) => plain(delivery[name]));
  // One parameter each: in the text of an array every quotation mark of the payloads would have to be escaped.
  const payloads = deliveries.map((_, index) => `$${index + 5}`);
  const rows = await store.query<{ id: string; sequence: string }>(
    `INSERT INTO deliveries (id, event, action, repository, payload)
     SELECT id, event, action, repository, payload
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], ARRAY[${payloads.join()}]::text[]) WITH ORDINALITY
         AS given (id, event, action, repository, payload, place)
       ORDER BY place
     ON CONFLICT (id) DO UPDATE
       SET state = 'waiting', attempts = 0, error = NULL, finished_at = NULL, received_at = now(),
         sequence = nextval(pg_get_serial_sequence('deliveries', 'sequence'))
       WHERE deliveries.state = 'dead'
     RETURNING id, sequence::text`,
    [column('id'), column('event'), column('action'), column('repository'), ...column('payload')],
  );
  return new Map(rows.map(({ id, sequence }) => [id, BigInt(sequence)]));
}

/** Reads deliveries, by their ids; those that are not there (any more) are missing. */
export async function findDeliveries(
  store: Querying,
  ids: readonly string[],
): Promise<ReadonlyMap<string, KeptDelivery>> {
  const found = await store.query<KeptDelivery>(
    'SELECT id, event, action, repository, payload, state, attempts FROM deliveries WHERE id = ANY($1::text[])',
    [ids],
  );
  return new Map(found.map((delivery) => [delivery.id, delivery]));
}

/** Notes that deliveries were worked off. */
export async function finishDeliveries(store: Querying, ids: readonly string[]): Promise<void> {
  await store.query(
    `UPDATE deliveries SET state = 'done', attempts = attempts + 1, error = NULL, finished_at = now()
     WHERE id = ANY($1::text[])`,
    [ids],
  );
}

/** Notes that an attempt failed, and whether it was the last; nothing where another attempt has come to an end meanwhile. */
export async function failDelivery(
  store: Querying,
  id: string,
  failure: { error: string; isLast: boolean },
): Promise<void> {
  await store.query(
    `UPDATE deliveries SET state = CASE WHEN $3 THEN 'dead' ELSE 'waiting' END, attempts = attempts + 1, error = $2,
       finished_at = CASE WHEN $3 THEN now() END WHERE id = $1 AND state = 'waiting'`,
    [id, plain(failure.error.slice(0, 2000)), failure.isLast],
  );
}

/** Number of deliveries in each state. */
export async function countDeliveries(store: Querying): Promise<ReadonlyMap<DeliveryState, number>> {
  // Two counts, each by its own index: the table itself holds a month of deliveries.
  const rows = await store.query<{ state: DeliveryState; count: number }>(
    `SELECT state, count(*)::integer AS count FROM deliveries WHERE state <> 'done' GROUP BY state
     UNION ALL SELECT 'done', count(*)::integer FROM deliveries WHERE state = 'done'`,
  );
  return new Map(rows.map(({ state, count }) => [state, count]));
}

/** A delivery that was given up, for people; never with what it holds. */
export interface DeadDelivery extends Omit<Delivery, 'payload'> {
  readonly attempts: number;
  readonly error: string | null;
  readonly receivedAt: Date;
  readonly givenUpAt: Date | null;
}

/** The deliveries that were given up, newest first. */
export async function deadDeliveries(store: Querying, limit: number): Promise<DeadDelivery[]> {
  return store.query<DeadDelivery>(
    `SELECT id, event, action, repository, attempts, error, received_at AS "receivedAt", finished_at AS "givenUpAt"
     FROM deliveries WHERE state = 'dead' ORDER BY received_at DESC LIMIT $1`,
    [limit],
  );
}
