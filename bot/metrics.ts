import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { createGitHubMetrics, type GitHubMetrics } from './github/github-metrics.ts';
import type { Querying } from './store/database.ts';
import { countDeliveries, deliveryStates } from './store/deliveries.ts';
import { countPendingMessages } from './store/slack-messages.ts';

export interface BotMetrics {
  readonly registry: Registry;
  readonly received: Counter<'event'>;
  readonly workedOff: Counter<'event' | 'outcome'>;
  readonly acknowledged: Histogram;
  readonly slack: Counter<'outcome'>;
  readonly redeliveries: Counter<'outcome'>;
  readonly github: GitHubMetrics;
  readonly slots: Counter<'outcome'>;
  /** Requests that were not looked at, because there were too many, or too large ones. */
  readonly refused: Counter<'why'>;
}

/** Figures of the process, measured once and never let go: several bots of one process share them. */
const ofProcess = new Registry();
collectDefaultMetrics({ register: ofProcess });

/** What the store holds; while it does not answer there is no figure, rather than a wrong one. */
function storeGauges(store: Querying): Gauge[] {
  const kept = new Gauge({
    name: 'tollgate_deliveries',
    help: 'Webhook deliveries in the store by state',
    labelNames: ['state'],
    registers: [],
    async collect() {
      const counts = await countDeliveries(store).catch(() => null);
      this.reset();
      for (const state of deliveryStates) if (counts !== null) this.set({ state }, counts.get(state) ?? 0);
    },
  });
  const pending = new Gauge({
    name: 'tollgate_slack_messages_pending',
    help: 'Messages that Slack does not yet show as it should',
    registers: [],
    async collect() {
      const count = await countPendingMessages(store).catch(() => null);
      this.reset();
      if (count !== null) this.set(count);
    },
  });
  return [kept, pending];
}

/** The bot’s figures for Prometheus. */
export function createMetrics(store: Querying): BotMetrics {
  const registry = Registry.merge([ofProcess]);
  const registers = [registry];
  for (const gauge of storeGauges(store)) registry.registerMetric(gauge);
  return {
    registry,
    github: createGitHubMetrics(registry),
    received: new Counter({
      name: 'tollgate_deliveries_received_total',
      help: 'Webhook deliveries stored',
      labelNames: ['event'],
      registers,
    }),
    workedOff: new Counter({
      name: 'tollgate_deliveries_worked_off_total',
      help: 'Attempts at deliveries by outcome',
      labelNames: ['event', 'outcome'],
      registers,
    }),
    redeliveries: new Counter({
      name: 'tollgate_redeliveries_total',
      help: 'Deliveries that did not arrive and that GitHub was asked to bring again: asked, refused, failed',
      labelNames: ['outcome'],
      registers,
    }),
    slots: createSlotCounter(registers),
    refused: createRefusedCounter(registers),
    acknowledged: new Histogram({
      name: 'tollgate_acknowledgement_seconds',
      help: 'Time until a delivery was stored',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 2.5, 10],
      registers,
    }),
    slack: new Counter({
      name: 'tollgate_slack_messages_total',
      help: 'Attempts at showing a message in Slack by outcome: shown, failed (tried again), given up',
      labelNames: ['outcome'],
      registers,
    }),
  };
}

function createSlotCounter(registers: Registry[]): Counter<'outcome'> {
  return new Counter({
    name: 'tollgate_schedule_slots_total',
    help: 'Scheduled validations: due, missed (made up by the next), and how they began or ended',
    labelNames: ['outcome'],
    registers,
  });
}

function createRefusedCounter(registers: Registry[]): Counter<'why'> {
  return new Counter({
    name: 'tollgate_requests_refused_total',
    help: 'Requests that were not looked at: too many of the API (rate), or too much sent at the same time (room)',
    labelNames: ['why'],
    registers,
  });
}

/** Shows how much of what was sent is held until it is answered. */
export function showHeldBytes(registry: Registry, held: () => number): void {
  const gauge = new Gauge({
    name: 'tollgate_body_bytes',
    help: 'Bytes of requests that are held until they are answered, besides the first 64 kB of each',
    registers: [],
    collect() {
      this.set(held());
    },
  });
  registry.registerMetric(gauge);
}
