import type { TrafficModel } from '../../model/traffic-model.ts';
import { type BaseRate, baseRate } from './base-rate.ts';
import { type PathTemplate, pathTemplate } from './path-template.ts';
import { tagValue } from './tag-value.ts';

type ModelRoute = TrafficModel['routes'][number];

export interface LoadSettings {
  /** Load ÷ production's load; 1 is all of it. */
  readonly scale: number;
  /** How long the steady load lasts, in seconds. */
  readonly seconds: number;
  /** How long the soak lasts, in seconds. */
  readonly soakSeconds: number;
  /** Routes, as "POST /cart", whose requests may change what staging holds. */
  readonly writes: readonly string[];
  /** Hosts that the scripts refuse, besides every host that does not say that it is staging. */
  readonly productionHosts: readonly string[];
  /** Load generators of a Kubernetes cluster that share the load; null: the scripts run on one machine. */
  readonly runners: number | 'as-needed' | null;
}

/** A route that the scripts send. */
export interface PlannedRoute {
  /** As production names it. */
  readonly name: string;
  /** The same as a k6 tag. */
  readonly tag: string;
  readonly method: string;
  readonly template: PathTemplate;
  readonly queryNames: readonly string[];
  readonly hasBody: boolean;
  /** Requests of production on it, its weight in the mix. */
  readonly count: number;
  readonly share: number;
  readonly perSecond: number;
  readonly latency: ModelRoute['latency'];
  /** Share of its answers that k6 calls failed (outside of 200 to 399). */
  readonly failed: number;
  /** Kinds of its parameters, for whoever fills in values. */
  readonly kinds: ReadonlyMap<string, string>;
}

/** A route of production that no script sends, and why. */
export interface LeftOut {
  readonly name: string;
  readonly share: number;
  readonly why: 'write' | 'no-route' | 'rare';
}

/** What is to be sent, before it is written in any way. */
export interface LoadPlan {
  readonly settings: LoadSettings;
  /** Load generators that share the load. */
  readonly runners: number;
  readonly base: BaseRate;
  /** Requests per second of all that is sent, scaled. */
  readonly perSecond: number;
  readonly routes: readonly PlannedRoute[];
  readonly leftOut: readonly LeftOut[];
  /** Mean and p99 of answers, in seconds, over what is sent. */
  readonly latency: { readonly mean: number; readonly p99: number };
  readonly sessions: TrafficModel['sessions'];
  readonly dispersion: TrafficModel['arrivals']['dispersion'];
}

const safeMethods = new Set(['GET', 'HEAD']);
const bodyMethods = new Set(['POST', 'PUT', 'PATCH']);
/** Where a log has no durations, one is assumed that rather makes too many virtual users. */
export const assumedSeconds = { mean: 1, p99: 1 };

const nameOf = ({ method, route }: ModelRoute) => `${method} ${route}`;

/** Share of answers outside of 200 to 399; those of unknown status count as good. */
function failedShare({ status, count }: ModelRoute): number {
  const failed = Object.entries(status).filter(([code]) => code !== 'unknown' && !/^[23]/.test(code));
  return failed.reduce((sum, [, one]) => sum + one, 0) / count;
}

function whyNot(route: ModelRoute, writes: ReadonlySet<string>): LeftOut['why'] | null {
  const isRoute = route.template !== 'unmatched' && /^[A-Z]+$/.test(route.method) && pathTemplate(route.route) !== null;
  if (!isRoute) return 'no-route';
  if (!safeMethods.has(route.method) && !writes.has(nameOf(route))) return 'write';
  return route.count > 0 ? null : 'rare';
}

function planned(route: ModelRoute, rate: number): PlannedRoute {
  const name = nameOf(route);
  return {
    name,
    tag: tagValue(name),
    method: route.method,
    template: pathTemplate(route.route) ?? { literals: [''], parameters: [] },
    queryNames: route.queryNames,
    hasBody: bodyMethods.has(route.method),
    count: route.count,
    share: route.share,
    perSecond: rate * route.share,
    latency: route.latency,
    failed: failedShare(route),
    kinds: new Map(route.parameters.map(({ name: parameter, kind }) => [parameter, kind])),
  };
}

function meanLatency(routes: readonly PlannedRoute[]): LoadPlan['latency'] {
  const known = routes.filter(({ latency }) => latency !== null);
  const weight = known.reduce((sum, { count }) => sum + count, 0);
  if (weight === 0) return assumedSeconds;
  const mean = known.reduce((sum, { latency, count }) => sum + (latency?.mean ?? 0) * count, 0) / weight;
  return { mean, p99: Math.max(...known.map(({ latency }) => latency?.p99 ?? 0)) };
}

/** What one load generator is trusted with, as a spike of several times the steady rate must fit, too. */
const perRunner = 1000;

function runnersFor(perSecond: number, { runners }: LoadSettings): number {
  return runners === 'as-needed' ? Math.ceil(perSecond / perRunner) || 1 : (runners ?? 1);
}

/** Two names may become one tag; the second one then gets a number, so that no threshold speaks of both. */
function withOwnTags(routes: readonly PlannedRoute[]): PlannedRoute[] {
  const seen = new Set<string>();
  return routes.map((route) => {
    let tag = route.tag;
    for (let number = 2; seen.has(tag); number += 1) tag = `${route.tag}~${number}`;
    seen.add(tag);
    return { ...route, tag };
  });
}

/**
 * Decides what is sent, how often: GET and HEAD, and what is declared safe to write, each as often as in production's busiest
 * hour. What is left out takes its requests with it: nothing else is sent in its place.
 *
 * @returns null where the model has no requests or no time
 */
export function planLoad(model: TrafficModel, settings: LoadSettings): LoadPlan | null {
  const base = baseRate(model);
  if (base === null) return null;
  const rate = base.perSecond * settings.scale;
  const writes = new Set(settings.writes);
  const leftOut = model.routes.flatMap((route): LeftOut[] => {
    const why = whyNot(route, writes);
    return why === null ? [] : [{ name: nameOf(route), share: route.share, why }];
  });
  const routes = model.routes
    .filter((route) => whyNot(route, writes) === null)
    .map((route) => planned(route, rate))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  const perSecond = routes.reduce((sum, route) => sum + route.perSecond, 0);
  return {
    settings,
    runners: runnersFor(perSecond, settings),
    base,
    perSecond,
    routes: withOwnTags(routes),
    leftOut,
    latency: meanLatency(routes),
    sessions: model.sessions,
    dispersion: model.arrivals.dispersion,
  };
}
