import { ownDelivery } from '../events/own-delivery.ts';
import { gateDue, gatePullDue } from '../events/own-event.ts';
import type { Inbox } from '../queue/inbox.ts';
import type { Querying } from '../store/database.ts';
import type { Delivery } from '../store/deliveries.ts';
import { dueGatePulls, type KeptGatePull } from '../store/gate-pulls.ts';
import { dueGateRequests, type KeptGateRequest } from '../store/gate-requests.ts';

const everyMilliseconds = 1000;

export interface Watching {
  readonly store: Querying;
  readonly inbox: Inbox;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
}

/** The same instant of the same request is the same delivery: of several replicas only one’s counts. */
function requestDelivery({ id, repository, installationId: installation, dueAt }: KeptGateRequest): Delivery {
  const own = { id: `gate:${id}:${dueAt.toISOString()}`, event: gateDue, payload: { request: id } };
  return ownDelivery(own, { repository, installation });
}

function pullDelivery({ id, repository, installationId: installation, headSha, dueAt }: KeptGatePull): Delivery {
  const own = { id: `gate-pull:${id}:${headSha}:${dueAt.toISOString()}`, event: gatePullDue, payload: { pull: id } };
  return ownDelivery(own, { repository, installation });
}

/**
 * Puts every run that waits at a gate and is due into the queue, and every pull request of a configuration repository, from the start on;
 * what was due while the bot was down comes first.
 */
export function startGateWatch({ store, inbox, now, onError }: Watching): { stop(): Promise<void> } {
  let running = Promise.resolve();
  const look = async () => {
    const at = now();
    const [requests, pulls] = [await dueGateRequests(store, at), await dueGatePulls(store, at)];
    await Promise.all([...requests.map(requestDelivery), ...pulls.map(pullDelivery)].map((one) => inbox.put(one)));
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
