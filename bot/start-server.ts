import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deadLetterRoutes } from './api/dead-letter-routes.ts';
import { type GateAsking, gateRoute } from './api/gate-route.ts';
import { profileRoute, type Receiving } from './api/profile-route.ts';
import { verdictRoute } from './api/verdict-route.ts';
import { createWorkflowTokens } from './api/workflow-tokens.ts';
import { createBotServer } from './http/create-server.ts';
import { healthRoutes } from './http/health-routes.ts';
import { limited } from './http/limited.ts';
import { createRateLimit } from './http/rate-limit.ts';
import { createBodyRoom, type ReadBody } from './http/read-body.ts';
import type { Route } from './http/route.ts';
import { webhookRoute } from './http/webhook-route.ts';
import { type BotMetrics, showHeldBytes } from './metrics.ts';
import type { Inbox } from './queue/inbox.ts';
import type { BotSettings } from './settings.ts';
import { slackRoutes } from './slack/slack-routes.ts';
import type { Delivery } from './store/deliveries.ts';
import type { Tracer } from './tracing/tracer.ts';

/** What the web server answers with. */
export interface Serving extends Omit<Receiving & GateAsking, 'tokens' | 'readBody'> {
  readonly metrics: BotMetrics;
  readonly tracer: Tracer;
  /** Set while the bot shuts down. */
  readonly isDraining: () => boolean;
  /** Bytes of what is sent here that are held at once; else 64 MB. */
  readonly roomForBodies: number | undefined;
  readonly onError: (error: unknown) => void;
}

export interface RunningServer {
  /** Where it listens. */
  readonly url: string;
  /** Answers what was asked, and listens no more. */
  close(): Promise<void>;
}

/** Nearly three of the largest deliveries; what GitHub usually sends takes no room. */
const usualRoom = 64 * 1024 * 1024;

/** Stores a delivery and counts it. */
function receiver(inbox: Inbox, metrics: BotMetrics): (delivery: Delivery) => Promise<void> {
  return async (delivery) => {
    const took = metrics.acknowledged.startTimer();
    await inbox.put(delivery);
    took();
    metrics.received.inc({ event: delivery.event });
  };
}

function apiRoutes(serving: Serving, readBody: ReadBody, settings: BotSettings): Route[] {
  const tokens = createWorkflowTokens(serving.operator.oidc, serving.now);
  const knowing = { ...serving, tokens, readBody };
  const { apiPerMinute: perSource, trustedProxies: proxies } = settings;
  const limit = createRateLimit({ perSource, inAll: perSource * 10, clock: () => performance.now() });
  const onRefused = () => serving.metrics.refused.inc({ why: 'rate' });
  const routes = [profileRoute(knowing), verdictRoute(knowing), gateRoute(knowing), ...deadLetterRoutes(serving)];
  return routes.map((route) => limited(route, { limit, proxies, onRefused }));
}

async function listen(server: Server, { host, port }: BotSettings): Promise<string> {
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return `http://${host}:${address.port}`;
}

async function closed(server: Server): Promise<void> {
  const closing = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  await closing;
}

/** Starts the web server: health, figures, webhooks, Slack, profiles, verdicts and the gate. */
export async function startServer(settings: BotSettings, serving: Serving): Promise<RunningServer> {
  const { store, inbox, metrics, tracer, now, isDraining, onError } = serving;
  const room = createBodyRoom(serving.roomForBodies ?? usualRoom);
  showHeldBytes(metrics.registry, room.held);
  const readBody = room.read;
  const { webhookPath: path, webhookSecret: secret } = settings;
  const routes = [
    ...healthRoutes({ store, metrics: metrics.registry, isDraining }),
    ...slackRoutes({ settings: settings.slack, inbox, now, readBody }),
    ...apiRoutes(serving, readBody, settings),
    webhookRoute({ path, secret, readBody, tracer, store: receiver(inbox, metrics), onError }),
  ];
  const server = createBotServer(routes, { onError, onFull: () => metrics.refused.inc({ why: 'room' }) });
  return { url: await listen(server, settings), close: () => closed(server) };
}
