import type { Logger } from 'pino';
import { commandHandlers } from './commands/registry.ts';
import { createProbotApp } from './create-probot-app.ts';
import { onGateDue } from './events/deployment-protection-rule.ts';
import { dispatch } from './events/dispatch.ts';
import type { EventHandler } from './events/event.ts';
import { onGatePullDue } from './events/gate-pull.ts';
import { gateDue, gatePullDue, profileReceived, rollbackDue, slackCommand, slotDue } from './events/own-event.ts';
import { createFetch } from './github/create-fetch.ts';
import { createOctokit } from './github/create-octokit.ts';
import { type BotMetrics, createMetrics } from './metrics.ts';
import { onProfile } from './profiles/on-profile.ts';
import { createInbox } from './queue/inbox.ts';
import { openQueue } from './queue/open-queue.ts';
import { createWorker } from './queue/work-off.ts';
import { onRollbackDue } from './rollback/on-rollback-due.ts';
import { onSlotDue } from './schedule/on-slot-due.ts';
import type { Here } from './schedule/validate-here.ts';
import type { BotSettings } from './settings.ts';
import { onSlackCommand, type SlackCommanding } from './slack/on-slack-command.ts';
import { startSlack } from './slack/start-slack.ts';
import { startServer } from './start-server.ts';
import { startWatches } from './start-watches.ts';
import { createLeader } from './store/leader.ts';
import { openStore } from './store/open-store.ts';
import { openTracer } from './tracing/open-tracer.ts';
import type { Tracer } from './tracing/tracer.ts';

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
  /** Milliseconds that GitHub may take for an answer; else 20 seconds. */
  readonly longestAnswer?: number;
  /** Bytes of what is sent here that are held at once; else 64 MB. */
  readonly roomForBodies?: number;
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
    [gatePullDue, onGatePullDue],
    [slackCommand, onSlackCommand({ ...slack, handlers: commandHandlers })],
    [rollbackDue, onRollbackDue({ operator: here.operator, stopping })],
  ]);
}

/** Who the bot is on GitHub. */
function probotOf(
  settings: BotSettings,
  { metrics, tracer, log, now, longestAnswer }: Surroundings & { metrics: BotMetrics; tracer: Tracer },
) {
  const { pointsPerMinute } = settings;
  const octokit = createOctokit({ metrics: metrics.github, pointsPerMinute, now });
  return createProbotApp(settings, { log, octokit, fetch: createFetch(metrics.github, { tracer, longestAnswer }) });
}

/** Opens the store, works off what waits in it, and listens. */
export async function startBot(settings: BotSettings, surroundings: Surroundings): Promise<RunningBot> {
  const { log, handlers: given, now, sweepMilliseconds, ticks, here, roomForBodies } = surroundings;
  const inBackground = (error: unknown) => log.error({ err: error }, 'something went wrong in the background');
  const tracer = await openTracer(settings.traces, log);
  const store = await openStore(settings.store, inBackground);
  const queue = await openQueue(store, inBackground);
  const leader = await createLeader(store, inBackground);
  const metrics = createMetrics(store);
  const inbox = createInbox(store, queue, tracer);
  const probot = await probotOf(settings, { metrics, tracer, ...surroundings });
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
  const working = { database: store, log, metrics, tracer, handle: dispatch.bind(null, dispatching) };
  queue.work(createWorker(working));

  const server = await startServer(settings, {
    ...source,
    operator: here.operator,
    inbox,
    metrics,
    tracer,
    isDraining: () => stopping.signal.aborted,
    roomForBodies,
    onError: inBackground,
  });
  const watches = startWatches({ ...source, inbox, metrics, auth, leader, ticks, sweepMilliseconds }, inBackground);
  return {
    url: server.url,
    tick: () => watches.tick(),
    async stop() {
      stopping.abort();
      await Promise.all([watches.stop(), queue.rest(), server.close()]);
      await slack.close();
      await leader.resign().catch(inBackground);
      await queue.close();
      await store.close();
      await tracer.close();
    },
  };
}
