import type { Evidence, Histogram, Value } from '../model/evidence.ts';
import type { Past, Profile, Section, Sections } from '../model/profile.ts';
import { tool } from '../model/tool.ts';
import { earlier, type Window, windowSeconds } from '../model/window.ts';
import { normal, type Random, seededRandom } from './random.ts';
import { type ShopEnvironment, type ShopRoute, shopRoutes } from './shop.ts';

/** Bucket bounds of the Prometheus client libraries, in seconds, with larger ones so that a slow checkout has a place. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const source = 'recorded';

function routesOf(environment: ShopEnvironment): ShopRoute[] {
  return shopRoutes.flatMap((route) => {
    const change = environment.changes.get(route.route);
    return change === null ? [] : [{ ...route, ...change }];
  });
}

/** Draws so many response times one by one and counts them into buckets. */
function timeRequests(route: ShopRoute, sampling: { requests: number; slowness: number; random: Random }): Histogram {
  const counts = new Array<number>(bounds.length + 1).fill(0);
  for (let request = 0; request < sampling.requests; request += 1) {
    const seconds = route.median * sampling.slowness * Math.exp(route.sigma * normal(sampling.random));
    const index = bounds.findIndex((bound) => seconds <= bound);
    const bucket = index === -1 ? bounds.length : index;
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  let running = 0;
  return { kind: 'histogram', bounds, cumulative: counts.map((count) => (running += count)), unit: 's' };
}

/** Counts how requests end. */
function endRequests(route: ShopRoute, requests: number, random: Random): Value {
  const entries: Record<string, number> = { '200': 0, '404': 0, '503': 0 };
  for (let request = 0; request < requests; request += 1) {
    const draw = random();
    const status = draw < route.failed ? '503' : draw < route.failed + route.rejected ? '404' : '200';
    entries[status] = (entries[status] ?? 0) + 1;
  }
  return {
    kind: 'record',
    entries: Object.fromEntries(Object.entries(entries).filter(([, count]) => count > 0)),
    unit: 'requests',
  };
}

const present = (measure: string, route: string | null, value: Value): Evidence => ({
  state: 'present',
  measure,
  scope: { route, slice: '' },
  source,
  query: null,
  value,
});

const section = (evidence: Evidence[]): Section => ({
  status: 'ok',
  reason: null,
  message: null,
  source,
  convention: null,
  remarks: [],
  evidence,
});

function requestSections(environment: ShopEnvironment, random: Random): Pick<Sections, 'latency' | 'errors'> {
  const routes = routesOf(environment);
  const all = routes.reduce((sum, route) => sum + route.share, 0);
  const [latency, errors]: [Evidence[], Evidence[]] = [[], []];
  for (const route of routes) {
    const requests = Math.round((environment.requests * route.share) / all);
    latency.push(
      present('latency', route.route, timeRequests(route, { requests, slowness: environment.slowness, random })),
    );
    errors.push(present('requests', route.route, endRequests(route, requests, random)));
  }
  return { latency: section(latency), errors: section(errors) };
}

function resourceSection(environment: ShopEnvironment, window: Window): Section {
  const quantity = (measure: string, value: number, unit: string) =>
    present(measure, null, { kind: 'quantity', value, unit });
  return section([
    quantity('pods', environment.pods, 'pods'),
    quantity('cpu-cores', (environment.cpuPerRequest * environment.requests) / windowSeconds(window), 'cores'),
    quantity('memory-share', environment.memoryShare, 'share'),
    quantity('oom-kills', 0, 'kills'),
  ]);
}

/** What a recording needs besides the environment. */
export interface Recording {
  readonly window: Window;
  readonly seed: number;
  /** Whether the same window one and seven days earlier is recorded too. */
  readonly history: boolean;
}

/** Records one environment of the shop: every request is drawn, timed and counted, so that the figures carry real sampling noise. */
export function recordShop(environment: ShopEnvironment, recording: Recording): Profile {
  const { window, seed } = recording;
  const past = (days: number): Past => ({
    daysEarlier: days,
    window: earlier(window, days * 86_400),
    sections: requestSections(environment, seededRandom(seed + days)),
  });
  return {
    schema: 'tollgate.profile/1',
    tool,
    environment: environment.name,
    subject: { service: 'shop', region: null, release: null },
    collectedAt: window.to,
    window,
    sections: { ...requestSections(environment, seededRandom(seed)), resources: resourceSection(environment, window) },
    history: recording.history ? [past(1), past(7)] : [],
    queries: {},
  };
}
