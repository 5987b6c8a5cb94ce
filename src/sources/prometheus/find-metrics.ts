import type { Window } from '../../model/window.ts';
import type { Answer } from '../http/http-client.ts';
import type { Convention, Match } from './convention.ts';
import { matchConventions, metricsOf } from './match-conventions.ts';
import type { PrometheusClient } from './prometheus-client.ts';
import { stringLiteral } from './promql.ts';
import { resourceProviders } from './resources/registry.ts';

/** What a server has for one selector. */
export interface FoundMetrics {
  /** Known metric names that the server has. */
  readonly names: ReadonlySet<string>;
  readonly matches: readonly Match[];
  /** Labels of the matched request metrics; where none matched, of anything that the selector selects. */
  readonly labels: ReadonlySet<string>;
}

export interface Search {
  readonly window: Window;
  /** Matchers without braces, already escaped. */
  readonly selector: string;
  readonly conventions: readonly Convention[];
  /** Takes down the text of each query under its name. */
  readonly note: (name: string, text: string) => void;
}

/**
 * Finds out which known metrics a server has, in two requests to its index; no samples are read.
 *
 * The window is passed on, because series that ended inside it are stale at its end.
 */
export async function findMetrics(
  client: PrometheusClient,
  { window, selector, conventions, note }: Search,
): Promise<Answer<FoundMetrics>> {
  const known = nameMatcher(conventions, selector);
  note('discovery/names', known);
  const names = await client.labelValues('__name__', known, window);
  if (!names.ok) return names;
  const seen = new Set(names.value);
  const matches = matchConventions(seen, conventions);
  const matched = labelMatcher(matches, selector);
  note('discovery/labels', matched);
  const labels = await client.labelNames(matched, window);
  return labels.ok ? { ok: true, value: { names: seen, matches, labels: new Set(labels.value) } } : labels;
}

/** Matcher of every metric name that Tollgate can make something of. */
export function nameMatcher(conventions: readonly Convention[], selector: string): string {
  const resources = resourceProviders.flatMap(({ measures }) => measures.flatMap(({ needs }) => needs));
  return anyOf([...conventions.flatMap(metricsOf), ...resources], selector);
}

/** Matcher of the request metrics that were found; of anything at all where none was, to tell an empty server from an unknown one. */
export function labelMatcher(matches: readonly Match[], selector: string): string {
  const metrics = matches.flatMap(({ latency, requests }) => [
    ...(latency === null ? [] : [latency.kind === 'histogram' ? `${latency.metric}_bucket` : latency.metric]),
    ...(requests === null ? [] : [requests]),
  ]);
  if (metrics.length > 0) return anyOf(metrics, selector);
  return selector === '' ? '{__name__!=""}' : `{${selector}}`;
}

function anyOf(metrics: readonly string[], selector: string): string {
  const pattern = stringLiteral([...new Set(metrics)].join('|'));
  return `{__name__=~${pattern}${selector === '' ? '' : `,${selector}`}}`;
}
