import { formatCount, formatValue } from '../../model/format-value.ts';
import { assumedSeconds, type LeftOut, type LoadPlan } from './load-plan.ts';
import { ownScenarios } from './variants/steady.ts';
import { sentShare } from './weighted.ts';

/** Requests for a p95 that can be compared. */
const leastRequests = 1000;

const routes = (count: number) => `${count} ${count === 1 ? 'route' : 'routes'}`;

const few = (names: readonly string[]) =>
  names.length <= 5 ? names.join(', ') : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;

/** In the unit in which it is no nought. */
function rateText(perSecond: number): string {
  if (perSecond >= 0.1) return `${perSecond.toFixed(2)} per second`;
  return perSecond * 60 >= 0.1
    ? `${(perSecond * 60).toFixed(2)} per minute`
    : `${(perSecond * 3600).toPrecision(3)} per hour`;
}

function leftOutLines(leftOut: readonly LeftOut[]): string[] {
  const words = {
    write: 'not declared safe to write (--write "POST /...")',
    'no-route': 'no route that could be asked for',
    rare: 'no requests',
  } as const;
  return [...Map.groupBy(leftOut, ({ why }) => why)].map(([why, list]) => {
    const share = list.reduce((sum, one) => sum + one.share, 0);
    return `not sent, ${formatValue(share, 'share')} of production's requests, ${words[why]}: ${few(list.map(({ name }) => name))}`;
  });
}

/** Little of it is no nought. */
const atOnce = (requests: number) => (requests >= 0.05 ? requests.toFixed(1) : requests.toPrecision(1));

function scaleLines(plan: LoadPlan): string[] {
  const { scale } = plan.settings;
  if (scale === 1) return [];
  const busy = plan.base.perSecond * sentShare(plan) * plan.latency.mean;
  const lines = [
    `at ${formatValue(scale, 'share')} of production's load ${atOnce(busy * scale)} requests are under way at once, not ${atOnce(busy)}: ${scale < 1 ? 'exhausted pools, lock waits and queues do not show' : 'queues show that production does not have'}`,
  ];
  const { steps } = plan.base;
  if (steps === null) return lines;
  const peak = Math.max(...steps.counts);
  return [
    ...lines,
    `the largest burst has ${Math.round(peak * scale * sentShare(plan))} requests in ${steps.seconds} s, not ${Math.round(peak * sentShare(plan))}`,
  ];
}

function unknownWrites({ settings, routes: sent, leftOut }: LoadPlan): string[] {
  const known = new Set([...sent, ...leftOut].map(({ name }) => name));
  const unknown = settings.writes.filter((name) => !known.has(name));
  return unknown.length === 0 ? [] : [`declared safe to write, but production got none of it: ${few(unknown)}`];
}

/** k6 starts iterations evenly, which is less bursty than any production. */
function evennessLines({ dispersion }: LoadPlan): string[] {
  const { perTenSeconds } = dispersion;
  if (perTenSeconds === null) return [];
  return [
    `steady.js, spike.js and soak.js send evenly; production's requests per 10 s have ${perTenSeconds.toFixed(1)} as variance / mean (1 is chance, 0 is even), which curve.js and burst.js follow`,
  ];
}

/** What the load will not show, in words: routes that are not sent or too rare to compare, and what a smaller scale hides. */
export function limitsOfLoad(plan: LoadPlan): string[] {
  const rare = plan.routes.filter(({ perSecond }) => perSecond * plan.settings.seconds < leastRequests);
  const unknown = plan.routes.every(({ latency }) => latency === null);
  const queries = plan.routes.filter(({ queryNames }) => queryNames.length > 0).length;
  return [
    `sends ${formatValue(sentShare(plan), 'share')} of production's requests: ${rateText(plan.perSecond)} over ${routes(plan.routes.length)} (${plan.base.from})`,
    ...leftOutLines(plan.leftOut),
    ...unknownWrites(plan),
    ...scaleLines(plan),
    ...evennessLines(plan),
    ...(rare.length === 0
      ? []
      : [
          `under ${formatCount(leastRequests)} requests in ${plan.settings.seconds < 120 ? `${plan.settings.seconds} s` : `${Math.round(plan.settings.seconds / 60)} min`}, too few to compare a p95: ${few(rare.map(({ name }) => name))}`,
        ]),
    ...(plan.routes.length > ownScenarios(plan)
      ? [
          `${routes(plan.routes.length - ownScenarios(plan))} too rare for a scenario of their own, by weight in one together`,
        ]
      : []),
    ...(unknown
      ? [
          `the log has no durations: virtual users are sized for ${assumedSeconds.mean} s, and no latency threshold is set`,
        ]
      : []),
    ...(queries === 0
      ? []
      : [`${routes(queries)} with query strings, which are sent only where pools.json has values`]),
  ];
}
