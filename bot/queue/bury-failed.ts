import type { Querying } from '../store/database.ts';
import { lanes } from './lanes.ts';

/** A delivery whose attempts are used up although no attempt said so: each of them ended its process, or was never heard of again. */
export interface Buried {
  readonly id: string;
  readonly error: string;
}

/**
 * Gives up deliveries whose jobs the queue itself has failed for the last time.
 *
 * Their handler never came to its end (a crash, a lost heartbeat), so nobody noted it: the delivery would wait for ever, and the queue
 * would let nothing of its repository pass.
 */
export async function buryFailed(store: Querying, schema: string): Promise<Buried[]> {
  return store.query<Buried>(
    `WITH gone AS (
       DELETE FROM ${schema}.job WHERE name = ANY($1::text[]) AND state = 'failed'
       RETURNING data->>'deliveryId' AS id, COALESCE(output->'value'->>'message', output->>'message', 'unknown') AS why
     )
     UPDATE deliveries SET state = 'dead', finished_at = now(), error = 'no attempt came to its end: ' || left(gone.why, 500)
     FROM gone WHERE deliveries.id = gone.id AND deliveries.state = 'waiting'
     RETURNING deliveries.id, deliveries.error`,
    [[...lanes]],
  );
}
