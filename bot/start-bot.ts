import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { type GateAsking, gateRoute } from './api/gate-route.ts';
import { profileRoute, type Receiving } from './api/profile-route.ts';
import { verdictRoute } from './api/verdict-route.ts';
import { createWorkflowTokens } from './api/workflow-tokens.ts';
import { commandHandlers } from './commands/registry.ts';
import { createProbotApp } from './create-probot-app.ts';
import { onGateDue } from './events/deployment-protection-rule.ts';
import { dispatch } from './events/dispatch.ts';
import type { EventHandler } from './events/event.ts';
import { gateDue, profileReceived, rollbackDue, slackCommand, slotDue } from './events/own-event.ts';
import { createFetch } from './github/create-fetch.ts';
import { createOctokit } from './github/create-octokit.ts';
import { createBotServer } from './http/create-server.ts';
import { healthRoutes } from './http/health-routes.ts';
import type { Route } from './http/route.ts';
import { webhookRoute } from './http/webhook-route.ts';
import { type BotMetrics, createMetrics } from './metrics.ts';
import { onProfile } from './profiles/on-profile.ts';
import { createInbox, type Inbox } from './queue/inbox.ts';
import { openQueue } from './queue/open-queue.ts';
import { createWorker } from './queue/work-off.ts';
import { onRollbackDue } from './rollback/on-rollback-due.ts';
import { onSlotDue } from './schedule/on-slot-due.ts';
import type { Here } from './schedule/validate-here.ts';
import type { BotSettings } from './settings.ts';
import { onSlackCommand, type SlackCommanding } from './slack/on-slack-command.ts';
import { slackRoutes } from './slack/slack-routes.ts';
import { startSlack } from './slack/start-slack.ts';
import { startWatches } from './start-watches.ts';
import type { Delivery } from './store/deliveries.ts';
import { createLeader } from './store/leader.ts';
import { openStore } from './store/open-store.ts';

/** A bot that runs. */
export interface RunningBot {
  /** Where it listens. */
  readonly url: string;
  /** Looks at once for scheduled validations that are due, and for rollbacks that somebody left, as it otherwise does by itself. */
  tick(): Promise<void>;
  /** Takes no further work, answers what was asked, finishes what runs, and closes the store. */
  stop(): Promise<void>;
}

/** What the bot is started with besides its settings. */
export interface Surroundings {
  readonly log: Logger;
  readonly handlers: ReadonlyMap<string, EventHandler>;
  readonly now: () => Date;
  /** How often GitHub is asked for deliveries that did not arrive, besides at the start; null for never. */
  readonly sweepMilliseconds: number | null;
  /** Whether the schedule is looked at four times a minute; else only where it is asked to. */
  readonly ticks: boolean;
  /** What validations beside the bot are made with. */
  readonly here: Here;
}

/** Stores a delivery and counts it. */
function receiver(inbox: Inbox, metrics: BotMetrics): (delivery: Delivery) => Promise<void> {
  return async (delivery) => {
    const took = metrics.acknowledged.startTimer();
    await inbox.put(delivery);
    took();
    metrics.received.inc({ event: delivery.event });
  };
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

interface OwnParts extends Omit<SlackCommanding, 'handlers'> {
  readonly metrics: BotMetrics;
  readonly here: Here;
  readonly stopping: AbortSignal;
}

/** The events of GitHub, and those of our own. */
function withOwn(given: Surroundings['handlers'], { metrics, here, stopping, ...slack }: OwnParts) {
  return new Map<string, EventHandler>([
    ...given,
    [slotDue, onSlotDue({ metrics, here })],
    [profileReceived, onProfile],
    [gateDue, onGateDue],
    [slackCommand, onSlackCommand({ ...slack, handlers: commandHandlers })],
    [rollbackDue, onRollbackDue({ operator: here.operator, stopping })],
  ]);
}

function apiRoutes(given: Omit<Receiving & GateAsking, 'tokens'>): Route[] {
  const tokens = createWorkflowTokens(given.operator.oidc, given.now);
  const knowing = { ...given, tokens };
  return [profileRoute(knowing), verdictRoute(knowing), gateRoute(knowing)];
}

function octokitOf({ pointsPerMinute }: BotSettings, { github }: BotMetrics, now: () => Date) {
  return createOctokit({ metrics: github, pointsPerMinute, now });
}

/** Opens the store, works off what waits in it, and listens. */
export async function startBot(
  settings: BotSettings,
  { log, handlers: given, now, sweepMilliseconds, ticks, here }: Surroundings,
): Promise<RunningBot> {
  const inBackground = (error: unknown) => log.error({ err: error }, 'something went wrong in the background');
  const store = await openStore(settings.store, inBackground);
  const queue = await openQueue(store, inBackground);
  const leader = await createLeader(store, inBackground);
  const metrics = createMetrics(store);
  const access = { log, octokit: octokitOf(settings, metrics, now), fetch: createFetch(metrics.github) };
  const inbox = createInbox(store, queue);
  const probot = await createProbotApp(settings, access);
  const auth = (installation?: number) => probot.auth(installation);
  const source = { store, log, now, github: auth };
  const slack = startSlack(settings.slack, { store, log, metrics, settings: source }, inBackground);
  const stopping = new AbortController();
  const handlers = withOwn(given, {
    metrics,
    here,
    auth,
    notify: slack.notify,
    stopping: stopping.signal,
    apiUrl: settings.slack?.apiUrl ?? '',
  });
  const dispatching = { probot, appId: Number(settings.appId), store, log, handlers, now, notify: slack.notify, inbox };
  const working = { database: store, log, metrics, handle: dispatch.bind(null, dispatching) };
  queue.work(createWorker(working));

  const { webhookPath: path, webhookSecret: secret } = settings;
  const routes = [
    ...healthRoutes({ store, metrics: metrics.registry, isDraining: () => stopping.signal.aborted }),
    ...slackRoutes({ settings: settings.slack, inbox, now }),
    ...apiRoutes({ store, inbox, log, now, operator: here.operator, github: auth }),
    webhookRoute({ path, secret, store: receiver(inbox, metrics), onError: inBackground }),
  ];
  const server = createBotServer(routes, inBackground);
  const url = await listen(server, settings);
  const watches = startWatches({ ...source, inbox, metrics, auth, leader, ticks, sweepMilliseconds }, inBackground);
  return {
    url,
    tick: () => watches.tick(),
    async stop() {
      stopping.abort();
      await Promise.all([watches.stop(), queue.rest(), closed(server)]);
      await slack.close();
      await leader.resign().catch(inBackground);
      await queue.close();
      await store.close();
    },
  };
}
