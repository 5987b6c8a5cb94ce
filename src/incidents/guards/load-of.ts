import { baseRate } from '../../traffic/script/base-rate.ts';
import { pathTemplate } from '../../traffic/script/path-template.ts';
import type { IncidentFacts } from '../incident-facts.ts';
import type { GuardContext } from './guard.ts';

/** One request of a script; `{names}` in its path are filled from `values`. */
export interface GuardRequest {
  readonly method: string;
  readonly path: string;
  /** Sent as JSON; null: none. */
  readonly body: object | null;
}

/** What a script is told of the load, from the incident, else from production’s traffic, else assumed and said so. */
export interface Load {
  readonly request: GuardRequest;
  /** Another route, which must not suffer; null where none is known. */
  readonly other: GuardRequest | null;
  /** Requests per second of the whole service. */
  readonly rate: number;
  /** Milliseconds after which an answer counts as a failure. */
  readonly limit: number;
  readonly assumed: readonly string[];
  /** The same of the limit. */
  readonly assumedLimit: readonly string[];
  /** The same of the rate, for the scripts that have one. */
  readonly assumedRate: readonly string[];
}

type Route = NonNullable<GuardContext['traffic']>['routes'][number];

const writing = new Set(['POST', 'PUT', 'PATCH']);
const safeRate = 10;
const safeLimit = 1000;
const leastLimit = 250;
/** Who writes of a longer time tells how long an answer took, and not how long it may take. */
const longestLimit = 10_000;

/** A path whose literal parts can be nothing but a path on the target’s own host. */
function safePath(path: string): string {
  const { literals, parameters } = pathTemplate(path.split(/[?#]/)[0] ?? '') ?? { literals: ['/'], parameters: [] };
  return literals.reduce(
    (all, literal, index) => `${all}{${parameters[index - 1]?.replace(/[^\w-]/g, '_')}}${literal}`,
  );
}

function requestOf(method: string, path: string): GuardRequest {
  return { method, path: safePath(path), body: writing.has(method) ? {} : null };
}

const isReal = ({ template, route }: Route) => template !== 'unmatched' && pathTemplate(route) !== null;

/** The routes that a script may send without being told so: they change nothing. */
function readingRoutes({ traffic }: GuardContext): readonly Route[] {
  return (traffic?.routes ?? []).filter((route) => isReal(route) && route.method === 'GET');
}

function limitOf(facts: IncidentFacts, route: Route | undefined): number | null {
  const said = facts.latency.known && facts.class !== 'dependency_failure' ? Math.round(facts.latency.value) : Infinity;
  if (said <= longestLimit) return said;
  const p99 = route?.latency?.p99;
  return p99 === undefined ? null : Math.max(leastLimit, Math.round(p99 * 2000));
}

function rateOf(facts: IncidentFacts, { traffic }: GuardContext): number | null {
  if (facts.rate.known) return facts.rate.value;
  return traffic === null ? null : (baseRate(traffic)?.perSecond ?? null);
}

/** What nobody said, in words for a reviewer. */
function assumedIn({ request, from }: { readonly request: GuardRequest; readonly from: string | null }): string[] {
  return [
    ...(from === null ? [] : [`the incident names no endpoint: ${request.path} is a guess${from}`]),
    ...(request.body === null ? [] : ['the body of the request is empty']),
    ...(request.path.includes('{') ? ['"values" must hold ids that exist in staging'] : []),
  ];
}

/** The numbers, and which of them nobody said. */
function numbersOf(
  limit: number | null,
  rate: number | null,
): Pick<Load, 'limit' | 'assumedLimit' | 'rate' | 'assumedRate'> {
  return {
    limit: limit ?? safeLimit,
    assumedLimit: limit === null ? [`no limit is known: an answer may take ${safeLimit} ms`] : [],
    rate: rate ?? safeRate,
    assumedRate: rate === null ? [`no rate is known: ${safeRate} requests per second`] : [],
  };
}

const guessed = (busiest: Route | undefined) => ({ method: 'GET', path: busiest?.route ?? '/' });

/** Chooses endpoint, rate and limit for a script. */
export function loadOf(facts: IncidentFacts, context: GuardContext): Load {
  const reading = readingRoutes(context);
  const [busiest] = reading;
  const given = facts.endpoint.known ? facts.endpoint.value : null;
  const { method, path } = given ?? guessed(busiest);
  const request = requestOf(method, path);
  const route = context.traffic?.routes.find((one) => one.method === method && one.route === path);
  const other = reading.find((one) => safePath(one.route) !== request.path);
  const guess = busiest === undefined ? '' : ", production's busiest";
  return {
    ...numbersOf(limitOf(facts, route), rateOf(facts, context)),
    request,
    other: other === undefined ? null : requestOf('GET', other.route),
    assumed: assumedIn({ request, from: given === null ? guess : null }),
  };
}
