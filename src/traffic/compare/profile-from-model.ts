import type { Evidence } from '../../model/evidence.ts';
import type { Profile, Section } from '../../model/profile.ts';
import { routeKey, unmatchedRoute } from '../../model/route.ts';
import type { Subject } from '../../model/subject.ts';
import type { TrafficModel } from '../../model/traffic-model.ts';
import { baseRate } from '../script/base-rate.ts';
import { unevennessOf } from './busiest-step.ts';

type ModelRoute = TrafficModel['routes'][number];

/** What a model's profile is called and where it comes from. */
export interface Named {
  readonly environment: string;
  /** File of the model, for the report. */
  readonly file: string;
  readonly subject: Subject;
}

const source = 'traffic-model';
const query = 'model';

const nameOf = ({ method, route, template }: ModelRoute) =>
  template === 'unmatched' ? unmatchedRoute : routeKey(method, route);

/** Routes of one name in the comparison, such as those whose parameters are called differently. */
function byName(model: TrafficModel): Map<string, readonly [ModelRoute, ...ModelRoute[]]> {
  const groups = Map.groupBy(model.routes, nameOf);
  return new Map([...groups].flatMap(([name, [first, ...rest]]) => (first ? [[name, [first, ...rest]] as const] : [])));
}

function statusEvidence(model: TrafficModel): Evidence[] {
  return [...byName(model)].map(([route, list]) => {
    const entries: Record<string, number> = {};
    for (const { status } of list)
      for (const [code, count] of Object.entries(status)) entries[code] = (entries[code] ?? 0) + count;
    const value = { kind: 'record', entries, unit: 'requests' } as const;
    return { state: 'present', measure: 'requests', scope: { route, slice: '' }, source, query, value };
  });
}

/** Quantiles cannot be added up: where several routes have one name, the most requested one speaks. */
function latencyEvidence(model: TrafficModel): Evidence[] {
  return [...byName(model)].flatMap(([route, list]): Evidence[] => {
    const [{ latency }] = list;
    if (latency === null || route === unmatchedRoute) return [];
    const { p50, p95, p99, count } = latency;
    const value = { kind: 'record', entries: { p50, p95, p99, count }, unit: 's' } as const;
    return [{ state: 'present', measure: 'latency', scope: { route, slice: '' }, source, query, value }];
  });
}

function quantity(measure: string, value: number | null, { unit, why }: { unit: string; why: string }): Evidence {
  const common = { measure, scope: { route: null, slice: '' }, source, query };
  if (value === null) return { state: 'absent', ...common, reason: 'no-series', message: why };
  return { state: 'present', ...common, value: { kind: 'quantity', value, unit } };
}

/** The mean duration of all requests; null where the log has none. */
function meanDuration({ total, routes }: TrafficModel): number | null {
  if (total.latency !== null) return total.latency.mean;
  const known = routes.filter(({ latency }) => latency !== null);
  const count = known.reduce((sum, route) => sum + route.count, 0);
  return count === 0 ? null : known.reduce((sum, route) => sum + (route.latency?.mean ?? 0) * route.count, 0) / count;
}

/** Rate, unevenness and concurrency of the busiest hour. */
function trafficEvidence(model: TrafficModel): Evidence[] {
  const { peakToMean, dispersion } = unevennessOf(model.arrivals);
  const rate = usedRate(model);
  const mean = meanDuration(model);
  const times = 'the log’s times are too coarse, or there are too few requests';
  return [
    quantity('rate', rate, { unit: 'requests/s', why: 'the log has no times' }),
    quantity('peak-to-mean', peakToMean, { unit: 'ratio', why: times }),
    quantity('dispersion', dispersion, { unit: '', why: times }),
    quantity('concurrency', rate === null || mean === null ? null : rate * mean, {
      unit: 'requests',
      why: 'the log has no durations, or no times',
    }),
  ];
}

/** Requests per second of the busiest hour, from its first request to its last one. */
function usedRate(model: TrafficModel): number | null {
  const base = baseRate(model);
  if (base === null || base.steps === null) return base?.perSecond ?? null;
  const { counts, seconds } = base.steps;
  const [first, last] = [counts.findIndex((count) => count > 0), counts.findLastIndex((count) => count > 0)];
  return counts.reduce((sum, count) => sum + count, 0) / ((last - first + 1) * seconds);
}

const section = (evidence: Evidence[], why: string): Section => {
  const isThere = evidence.some(({ state }) => state === 'present');
  const gap = isThere ? { reason: null, message: null } : { reason: 'no-series' as const, message: why };
  return { status: isThere ? 'ok' : 'unavailable', ...gap, source, convention: null, remarks: [], evidence };
};

/**
 * A traffic model as the profile of an environment: requests by status, durations where the log has them, and the section
 * `traffic`. Its time is the log's, so an old model is a stale profile.
 *
 * @returns null where the model has no request with a time
 */
export function profileFromModel(model: TrafficModel, { environment, file, subject }: Named): Profile | null {
  const { from, to } = model.source;
  if (from === null || to === null) return null;
  const latency = section(latencyEvidence(model), 'the log has no durations');
  return {
    schema: 'tollgate.profile/1',
    tool: model.tool,
    environment,
    subject,
    collectedAt: to,
    window: { from, to },
    sections: {
      latency,
      errors: section(statusEvidence(model), 'the model has no requests'),
      traffic: section(trafficEvidence(model), 'the log has no times'),
    },
    history: [],
    queries: { [query]: `${file}: ${model.source.format}, ${model.source.lines} lines` },
  };
}
