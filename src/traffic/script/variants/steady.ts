import { assumedSeconds, type LoadPlan, type PlannedRoute } from '../load-plan.ts';
import { rateInUnits } from '../rate-in-units.ts';
import { allThresholds } from '../route-thresholds.ts';
import { k6Duration, type Scenario, type Variant } from '../variant.ts';
import { virtualUsers } from '../virtual-users.ts';

/** Scenarios of their own; further routes share one. */
export const mostScenarios = 20;
/** A route that comes more rarely cannot be a whole number per hour within 2 %. */
const leastPerHour = 25;

const unitSeconds = { '1s': 1, '10s': 10, '1m': 60, '10m': 600, '1h': 3600 } as const;

/** A name that k6 allows for a scenario: digits, latin letters, underscores, dashes. */
function scenarioName({ tag }: PlannedRoute, index: number): string {
  const words = tag
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(0, 40);
  return `r${String(index + 1).padStart(2, '0')}_${words}`;
}

/** The routes with a scenario of their own, and how many those are: the first of the list. */
export function ownScenarios(plan: LoadPlan): number {
  const own = plan.routes.filter(({ perSecond }) => perSecond * 3600 >= leastPerHour).length;
  return Math.min(own, plan.routes.length > mostScenarios ? mostScenarios - 1 : mostScenarios);
}

function constantRate(perSecond: number, { seconds, latency }: { seconds: number; latency: LoadPlan['latency'] }) {
  const rate = rateInUnits(perSecond);
  return {
    settings: {
      executor: 'constant-arrival-rate',
      ...rate,
      duration: k6Duration(seconds),
      ...virtualUsers(perSecond, latency),
    },
    requests: (seconds * rate.rate) / unitSeconds[rate.timeUnit],
  };
}

/** Every route at its own constant rate; what the Tollgate comparison needs. */
export function steady(plan: LoadPlan): Variant {
  const { runners } = plan;
  const { seconds } = plan.settings;
  const own = ownScenarios(plan);
  const planned: { route: PlannedRoute; requests: number }[] = [];
  const scenarios: Scenario[] = plan.routes.slice(0, own).map((route, index) => {
    const latency = route.latency ?? assumedSeconds;
    const { settings, requests } = constantRate(route.perSecond, { seconds, latency });
    planned.push({ route, requests: requests / runners });
    return {
      name: scenarioName(route, index),
      comment: `${route.name}: ${Math.round(requests)} requests`,
      settings: { ...settings, exec: 'sendRoute', env: { ROUTE: String(index) } },
    };
  });
  const tail = plan.routes.slice(own);
  const perSecond = tail.reduce((sum, route) => sum + route.perSecond, 0);
  if (tail.length > 0) {
    const { settings, requests } = constantRate(perSecond, { seconds, latency: plan.latency });
    for (const route of tail) planned.push({ route, requests: (requests * route.perSecond) / perSecond / runners });
    scenarios.push({
      name: 'tail',
      comment: `the other routes (${tail.length}) by their weight: ${Math.round(requests)} requests`,
      settings: { ...settings, exec: 'sendTail', env: { FROM: String(own) } },
    });
  }
  return {
    file: 'steady.js',
    about: [
      `Steady load: every route at its own constant rate, ${k6Duration(seconds)} long, whatever staging makes of it.`,
      'Start with this one: it gives each route the requests that a comparison with production needs.',
    ],
    calls: [...(own > 0 ? ['sendRoute'] : []), ...(tail.length > 0 ? ['sendTail'] : [])],
    scenarios,
    thresholds: allThresholds(planned),
  };
}
