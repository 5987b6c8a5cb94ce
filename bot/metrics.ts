import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { createGitHubMetrics, type GitHubMetrics } from './github/github-metrics.ts';
import type { Querying } from './store/database.ts';
import { countDeliveries, deliveryStates } from './store/deliveries.ts';

export interface BotMetrics {
  readonly registry: Registry;
  readonly received: Counter<'event'>;
  readonly workedOff: Counter<'event' | 'outcome'>;
  readonly acknowledged: Histogram;
  readonly redeliveries: Counter<'outcome'>;
  readonly github: GitHubMetrics;
  readonly slots: Counter<'outcome'>;
}

/** The bot’s figures for Prometheus. */
export function createMetrics(store: Querying): BotMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const kept = new Gauge({
    name: 'tollgate_deliveries',
    help: 'Webhook deliveries in the store by state',
    labelNames: ['state'],
    registers: [],
    async collect() {
      // While the store does not answer there is no figure, rather than a wrong one.
      const counts = await countDeliveries(store).catch(() => null);
      this.reset();
      for (const state of deliveryStates) if (counts !== null) this.set({ state }, counts.get(state) ?? 0);
    },
  });
  registry.registerMetric(kept);
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
    acknowledged: new Histogram({
      name: 'tollgate_acknowledgement_seconds',
      help: 'Time until a delivery was stored',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 2.5, 10],
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
