import type { Section } from '../../model/profile.ts';
import { windowSeconds } from '../../model/window.ts';
import type { Collected, CollectRequest, Topic } from '../source.ts';
import { latencyQuery } from './collect-latency.ts';
import { expectedFrame, selectorOf } from './collection.ts';
import { configuredConventions } from './configured-conventions.ts';
import type { Convention } from './convention.ts';
import { customQuery } from './custom-evidence.ts';
import { labelMatcher, nameMatcher } from './find-metrics.ts';
import { matchConventions, metricsOf } from './match-conventions.ts';
import type { PrometheusSettings } from './prometheus-settings.ts';
import { matchers } from './promql.ts';
import { arrivalsQuery, statusQuery } from './request-queries.ts';
import { chooseParts, resourceQuery } from './resource-query.ts';
import { resourceProviders } from './resources/registry.ts';
import { unavailable } from './sections.ts';

/** Says which queries would be sent, without asking the server: those of each convention that may turn out to be the one. */
export function dryRun(settings: PrometheusSettings, request: CollectRequest): Collected {
  const conventions = configuredConventions(settings);
  const { side, topics } = request;
  const notCollected: Section = unavailable({ reason: 'not-collected', message: 'only the queries were asked for' });
  const perConvention = conventions.flatMap((convention) => {
    const prefix = conventions.length === 1 ? side : `${convention.id}/${side}`;
    return requestQueries(settings, request, convention).map(([name, query]) => [`${prefix}/${name}`, query]);
  });
  return {
    sections: Object.fromEntries(topics.map((topic) => [topic, notCollected])),
    queries: Object.fromEntries([
      ...discoveryQueries(settings, conventions).map(([name, query]) => [`${side}/${name}`, query]),
      ...perConvention,
      ...(topics.includes('resources') ? resourceQueries(settings, request) : []).map(([name, query]) => [
        `${side}/${name}`,
        query,
      ]),
    ]),
  };
}

type Named = [name: string, query: string][];

function discoveryQueries(settings: PrometheusSettings, conventions: readonly Convention[]): Named {
  const selector = matchers(settings.selector);
  const matches = matchConventions(new Set(conventions.flatMap(metricsOf)), conventions);
  return [
    ['discovery/names', nameMatcher(conventions, selector)],
    ['discovery/labels', labelMatcher(matches, selector)],
  ];
}

/** As if the server had every metric of the convention. */
function requestQueries(
  settings: PrometheusSettings,
  { window, topics }: CollectRequest,
  convention: Convention,
): Named {
  const frame = expectedFrame(settings, window, convention);
  return matchConventions(new Set(metricsOf(convention)), [convention]).flatMap(({ latency, requests }) => {
    const known: [Topic, string, string | null][] = [
      ['latency', 'latency', latency === null ? null : latencyQuery(latency, frame)],
      ['errors', 'requests', requests === null ? null : statusQuery(requests, frame)],
      ['arrivals', 'arrivals', requests === null ? null : arrivalsQuery(requests, selectorOf(settings, convention))],
    ];
    return known.flatMap(
      ([topic, name, query]): Named => (query !== null && topics.includes(topic) ? [[name, query]] : []),
    );
  });
}

function resourceQueries(settings: PrometheusSettings, { window }: CollectRequest): Named {
  const [selector, seconds] = [matchers(settings.selector), windowSeconds(window)];
  const everything = new Set(resourceProviders.flatMap(({ measures }) => measures.flatMap(({ needs }) => needs)));
  const parts = chooseParts(resourceProviders, everything);
  return [
    ['resources', resourceQuery(parts, { selector, seconds, split: settings.splitBy })],
    ...settings.custom.map((check): [string, string] => [
      `custom/${check.name}`,
      customQuery(check, selector, seconds),
    ]),
  ];
}
