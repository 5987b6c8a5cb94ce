import type { Logger } from 'pino';
import type { Probot } from 'probot';
import { z } from 'zod';
import type { Inbox } from '../queue/inbox.ts';
import type { NotifyThread } from '../slack/notice.ts';
import type { Database } from '../store/database.ts';
import type { KeptDelivery } from '../store/deliveries.ts';
import type { BotEvent, EventHandler, GitHub } from './event.ts';
import { ownDelivery } from './own-delivery.ts';

const Installed = z.object({ installation: z.object({ id: z.number().int().positive() }) });

export interface Dispatching {
  readonly probot: Probot;
  readonly appId: number;
  readonly store: Database;
  readonly log: Logger;
  readonly handlers: ReadonlyMap<string, EventHandler>;
  readonly now: () => Date;
  readonly notify: NotifyThread;
  readonly inbox: Inbox;
}

function repositoryOf(name: string | null): BotEvent['repository'] {
  const [owner, repo, ...more] = name?.split('/') ?? [];
  return owner && repo && more.length === 0 ? { owner, repo } : null;
}

/** The App writes as its slug and “[bot]”. */
export async function ownLogin(github: GitHub): Promise<string> {
  const { data } = await github.rest.apps.getAuthenticated();
  return `${data?.slug ?? ''}[bot]`;
}

/** Hands a stored delivery to the handler of its event. */
export async function dispatch(dispatching: Dispatching, delivery: KeptDelivery): Promise<void> {
  const { probot, appId, store, log, handlers, now, notify, inbox } = dispatching;
  const handle = handlers.get(delivery.event);
  if (handle === undefined) return;
  const payload: unknown = JSON.parse(delivery.payload);
  const installation = () => Installed.parse(payload).installation.id;
  const repository = delivery.repository ?? '';
  await handle({
    deliveryId: delivery.id,
    name: delivery.action === null ? delivery.event : `${delivery.event}.${delivery.action}`,
    action: delivery.action,
    payload,
    repository: repositoryOf(delivery.repository),
    github: () => probot.auth(installation()),
    appId,
    login: async () => ownLogin(await probot.auth()),
    notify: (notice) => notify({ ...notice, repository, installation: installation() }),
    later: (own, place) => inbox.put(ownDelivery(own, place ?? { repository, installation: installation() })),
    store,
    log: log.child({ delivery: delivery.id, event: delivery.event, repository: delivery.repository }),
    now: now(),
  });
}
