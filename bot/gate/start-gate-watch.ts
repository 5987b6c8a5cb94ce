import { gateDue } from '../events/own-event.ts';
import type { Inbox } from '../queue/inbox.ts';
import type { Querying } from '../store/database.ts';
import type { Delivery } from '../store/deliveries.ts';
import { dueGateRequests, type KeptGateRequest } from '../store/gate-requests.ts';

const everyMilliseconds = 1000;

export interface Watching {
  readonly store: Querying;
  readonly inbox: Inbox;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
}

/** The same instant of the same request is the same delivery: of several replicas only one’s counts. */
function deliveryOf({ id, repository, installationId, dueAt }: KeptGateRequest): Delivery {
  return {
    id: `gate:${id}:${dueAt.toISOString()}`,
    event: gateDue,
    action: null,
    repository,
    payload: JSON.stringify({ installation: { id: installationId }, request: id }),
  };
}

/** Puts every run that waits at a gate and is due into the queue, from the start on; what was due while the bot was down comes first. */
export function startGateWatch({ store, inbox, now, onError }: Watching): { stop(): Promise<void> } {
  let running = Promise.resolve();
  const look = async () => {
    const due = await dueGateRequests(store, now());
    await Promise.all(due.map((one) => inbox.put(deliveryOf(one))));
  };
  const tick = () => {
    running = running.then(look).catch(onError);
  };
  tick();
  const timer = setInterval(tick, everyMilliseconds);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
