import { z } from 'zod';
import type { OwnDelivery } from '../events/event.ts';
import { rollbackDue } from '../events/own-event.ts';

/** Which record of a repository is gone on with. */
export const RollbackDue = z.object({
  key: z.tuple([z.string().min(1), z.string().min(1), z.string().regex(/^\d{6}$/)]),
});

/** What puts a rollback into the queue; the same record at the same entry is the same delivery. */
export function rollbackDelivery({
  key,
  head,
}: {
  readonly key: readonly string[];
  readonly head: string;
}): OwnDelivery {
  return { id: `rollback:${head}`, event: rollbackDue, payload: { key } };
}
