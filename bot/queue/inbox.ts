import type { Database } from '../store/database.ts';
import { type Delivery, keepDeliveries } from '../store/deliveries.ts';
import { type Attributes, silentTracer, type Tracer } from '../tracing/tracer.ts';
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
export function createInbox(database: Database, queue: Queue, tracer: Tracer = silentTracer): Inbox {
  const write = async (given: readonly Put[]) => {
    // One statement cannot keep the same delivery twice: the first of each id counts.
    const first = new Map(given.toReversed().map((put) => [put.delivery.id, put]));
    const puts = given.filter((put) => first.get(put.delivery.id) === put);
    await database.transaction(async (transaction) => {
      const fresh = await keepDeliveries(
        transaction,
        puts.map(({ delivery }) => delivery),
      );
      const jobs = puts.flatMap((put) => {
        const sequence = fresh.get(put.delivery.id);
        return sequence === undefined ? [] : [jobOf(put, sequence)];
      });
      await queue.add(jobs, transaction);
    });
    queue.ring();
    return () => {};
  };
  const together = inGroups(write, most);
  return {
    put: (delivery) =>
      tracer.span({ name: 'store', kind: 'producer', attributes: attributesOf(delivery) }, () =>
        queue.intake.during(() => together({ delivery, trace: tracer.current() })),
      ),
  };
}

interface Put {
  readonly delivery: Delivery;
  readonly trace: string | null;
}

/** What every span about a delivery says of it. */
export function attributesOf({ id, event, action, repository }: Omit<Delivery, 'payload'>): Attributes {
  return {
    'tollgate.delivery': id,
    'tollgate.event': event,
    'tollgate.action': action,
    'tollgate.repository': repository,
  };
}

function jobOf({ delivery, trace }: Put, sequence: bigint): Job {
  const { id, event, repository, payload } = delivery;
  return { deliveryId: id, sequence, lane: laneOf(event, payload), key: repository ?? event, trace };
}
