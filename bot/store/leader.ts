import { randomUUID } from 'node:crypto';
import type { Database } from './database.ts';

/** Whether this replica is the one that does what only one may do: schedules, the sweep of failed deliveries. */
export interface Leader {
  /** True only while no other replica can be leader; false as soon as the store was out of reach for too long. */
  isLeader(): boolean;
  /** Lets another replica lead at once. */
  resign(): Promise<void>;
}

/** After so long without a word from the leader another replica leads, by the clock of the store. */
const leaseSeconds = 30;
/** The leader itself stops sooner: it counts from before it asked, by its own clock, and a slow clock must not make two. */
const trustedMilliseconds = 25_000;
const renewalMilliseconds = 10_000;

/**
 * Takes part in the choice of a leader among the replicas that share a store, by a lease that is renewed.
 *
 * @param onError told when the store does not answer; the next renewal tries again
 */
export async function createLeader(store: Database, onError: (error: Error) => void): Promise<Leader> {
  const self = randomUUID();
  let trustedUntil = Number.NEGATIVE_INFINITY;
  const renew = async () => {
    const asked = performance.now();
    const rows = await store.query(
      `INSERT INTO leases (name, holder, expires_at) VALUES ('leader', $1, now() + make_interval(secs => $2))
       ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
         WHERE leases.holder = excluded.holder OR leases.expires_at <= now()
       RETURNING name`,
      [self, leaseSeconds],
    );
    trustedUntil = rows.length > 0 ? asked + trustedMilliseconds : Number.NEGATIVE_INFINITY;
  };
  // What a crashed process held in a store of its own, nobody holds.
  if (store.isExclusive) await store.query('DELETE FROM leases');
  await renew();
  const timer = setInterval(() => void renew().catch(onError), renewalMilliseconds);
  timer.unref();
  return {
    isLeader: () => performance.now() < trustedUntil,
    async resign() {
      clearInterval(timer);
      trustedUntil = Number.NEGATIVE_INFINITY;
      await store.query(`DELETE FROM leases WHERE name = 'leader' AND holder = $1`, [self]);
    },
  };
}
