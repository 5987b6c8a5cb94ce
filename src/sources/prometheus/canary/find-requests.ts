import type { Window } from '../../../model/window.ts';
import type { Answer } from '../../http/http-client.ts';
import { selectorOf } from '../collection.ts';
import type { Convention, Match } from '../convention.ts';
import { findMetrics, labelMatcher } from '../find-metrics.ts';
import { forLatency, forRequests } from '../match-conventions.ts';
import { labelValue } from '../prometheus-answer.ts';
import type { PrometheusClient } from '../prometheus-client.ts';
import type { PrometheusSettings } from '../prometheus-settings.ts';
import { matchers } from '../promql.ts';

/** A metric of requests with its matchers, and how it names routes and statuses. */
export interface RequestMetric {
  /** For example `http_requests_total{track="canary"}`. */
  readonly selector: string;
  readonly convention: Convention;
  /** Unit of its bounds, where it is a histogram. */
  readonly unit: 's' | 'ms';
}

/** The metrics that tell of requests; null where the server has none for the selector (yet). */
export interface RequestMetrics {
  readonly requests: RequestMetric | null;
  readonly latency: RequestMetric | null;
}

/**
 * Finds out which metrics tell of the requests of one side, in two requests to the server's index.
 *
 * The index is coarser than a look: it still names what the release before exported. Of several conventions those count whose series
 * are alive, which takes a third request.
 */
export async function findRequests(
  client: PrometheusClient,
  settings: PrometheusSettings,
  { window, conventions }: { readonly window: Window; readonly conventions: readonly Convention[] },
): Promise<Answer<RequestMetrics>> {
  const selector = matchers(settings.selector);
  const found = await findMetrics(client, { window, selector, conventions, note: () => {} });
  if (!found.ok) return found;
  const { matches } = found.value;
  if (matches.length < 2) return { ok: true, value: requestMetrics(settings, matches) };
  const names = await client.instant(`group by (__name__) (${labelMatcher(matches, selector)})`, window.to);
  if (!names.ok) return names;
  const live = new Set(names.value.rows.map(({ labels }) => labelValue(labels, '__name__')));
  const alive = matches.filter((match) => metricsIn(match).some((name) => live.has(name)));
  return { ok: true, value: requestMetrics(settings, alive.length === 0 ? matches : alive) };
}

function metricsIn({ latency, requests }: Match): string[] {
  return [...(latency === null ? [] : [`${latency.metric}_bucket`]), ...(requests === null ? [] : [requests])];
}

/** The metrics of requests among what a server has, the best first. */
export function requestMetrics(settings: PrometheusSettings, matches: readonly Match[]): RequestMetrics {
  return { requests: counterOf(settings, matches), latency: histogramOf(settings, matches) };
}

function counterOf(settings: PrometheusSettings, matches: readonly Match[]): RequestMetric | null {
  const [match] = forRequests(matches);
  if (match === undefined || match.requests === null) return null;
  const { convention, requests } = match;
  return { selector: `${requests}{${selectorOf(settings, convention)}}`, convention, unit: 's' };
}

function histogramOf(settings: PrometheusSettings, matches: readonly Match[]): RequestMetric | null {
  const match = forLatency(matches).find(({ latency }) => latency?.kind === 'histogram');
  if (match === undefined || match.latency === null) return null;
  const { metric, unit } = match.latency;
  return {
    selector: `${metric}_bucket{${selectorOf(settings, match.convention)}}`,
    convention: match.convention,
    unit,
  };
}
