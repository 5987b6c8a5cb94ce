import type { Database } from '../store/database.ts';
import { type Delivery, keepDeliveries } from '../store/deliveries.ts';
import { inGroups } from './in-groups.ts';
import { laneOf } from './lanes.ts';
import type { Job, Queue } from './open-queue.ts';

/** Where deliveries are put before they are acknowledged. */
export interface Inbox {
  /** Resolves once the delivery, and the job to work it off, cannot be lost any more. */
  put(delivery: Delivery): Promise<void>;
}

/** So many at most are written together. */
const most = 200;

/**
 * Writes deliveries in groups: while one transaction runs, those that arrive gather for the next.
 *
 * One transaction each would be the limit of what the bot can take in.
 */
export function createInbox(database: Database, queue: Queue): Inbox {
  const write = async (given: readonly Delivery[]) => {
    // One statement cannot keep the same delivery twice: the first of each id counts.
    const deliveries = given.filter(({ id }, index) => given.findIndex((one) => one.id === id) === index);
    await database.transaction(async (transaction) => {
      const fresh = await keepDeliveries(transaction, deliveries);
      const jobs = deliveries.flatMap((delivery) => {
        const sequence = fresh.get(delivery.id);
        return sequence === undefined ? [] : [jobOf(delivery, sequence)];
      });
      await queue.add(jobs, transaction);
    });
    queue.ring();
    return () => {};
  };
  return { put: inGroups(write, most) };
}

function jobOf({ id, event, repository, payload }: Delivery, sequence: bigint): Job {
  return { deliveryId: id, sequence, lane: laneOf(event, payload), key: repository ?? event };
}
