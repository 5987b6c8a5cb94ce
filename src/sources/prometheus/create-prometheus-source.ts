import type { Section } from '../../model/profile.ts';
import type { Answer } from '../http/http-client.ts';
import type { Source, Topic } from '../source.ts';
import { collectArrivals } from './collect-arrivals.ts';
import { collectErrors } from './collect-errors.ts';
import { collectLatency } from './collect-latency.ts';
import { collectResources } from './collect-resources.ts';
import type { Collection } from './collection.ts';
import { configuredConventions } from './configured-conventions.ts';
import { dryRun } from './dry-run.ts';
import { type FoundMetrics, findMetrics } from './find-metrics.ts';
import { createPrometheusClient, type PrometheusClient } from './prometheus-client.ts';
import type { PrometheusSettings } from './prometheus-settings.ts';
import { labelName, matchers } from './promql.ts';
import { sourceName, unavailable } from './sections.ts';

const collectors: Readonly<Record<Topic, (collection: Collection) => Promise<Section>>> = {
  latency: collectLatency,
  errors: collectErrors,
  resources: collectResources,
  arrivals: collectArrivals,
};

/**
 * Reads one environment from a Prometheus-compatible server (Prometheus, Thanos, Mimir, VictoriaMetrics).
 *
 * What the server has is found out once, in two requests; after that every topic costs one query, whatever the number of routes.
 *
 * @throws Error, without secrets, where the settings themselves cannot be used
 */
export function createPrometheusSource(settings: PrometheusSettings): Source {
  const client = createPrometheusClient(settings);
  const conventions = configuredConventions(settings);
  const selector = matchers(settings.selector);
  settings.splitBy.forEach(labelName);
  let found: Promise<Answer<FoundMetrics>> | undefined;

  return {
    name: sourceName,
    async collect(request) {
      if (request.dryRun) return dryRun(settings, request);
      const { side, window, topics } = request;
      const queries: Record<string, string> = {};
      const key = (name: string) => `${side}/${name}`;
      const note = (name: string, text: string) => {
        queries[key(name)] = text;
      };
      // Kept even when it failed: a server that is down is not asked again for each window.
      found ??= findMetrics(client, { window, selector, conventions, note });
      const answer = await found;
      const collect = (topic: Topic): Promise<Section> | Section =>
        answer.ok
          ? collectors[topic]({ settings, window, found: answer.value, key, ...asking(client, window.to, note) })
          : unavailable(answer);
      const sections = await Promise.all(topics.map(async (topic) => [topic, await collect(topic)] as const));
      return { sections: Object.fromEntries(sections), queries };
    },
  };
}

/** The ways in which a collector may ask; each notes the text of its query. */
function asking(
  client: PrometheusClient,
  at: string,
  note: (name: string, text: string) => void,
): Pick<Collection, 'ask' | 'askHourly'> {
  return {
    ask(name, query) {
      note(name, query);
      return client.instant(query, at);
    },
    askHourly(name, query, hours) {
      note(name, query);
      return client.range(query, hours, 3600);
    },
  };
}
