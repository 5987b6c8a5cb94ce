import { measureKey, type Origin } from '../../../canary/side-reading.ts';
import type { CanaryWish } from '../../canary-source.ts';
import { matchers } from '../promql.ts';
import { sourceName } from '../sections.ts';
import type { Asking } from './ask-side.ts';
import { customQueries } from './custom-queries.ts';
import type { RequestMetrics } from './find-requests.ts';
import { podMatchers } from './pod-selector.ts';
import { rawQuery } from './raw-samples.ts';
import { clusterSelector, podMeasures, processSelector } from './read-pods.ts';

type Asked = Pick<Asking, 'metrics' | 'pods' | 'settings'> & { readonly wish: CanaryWish };

/** The texts of the queries, each over one look of `seconds`, by the key of what they measure. */
export function originsOf({ metrics, pods, settings, wish }: Asked, seconds: number): Map<string, Origin[]> {
  const selector = matchers(settings.selector);
  const cluster = podMatchers(pods);
  const texts: [string, string][] = [
    ...requestQueries(metrics, [null, ...wish.choice.routes]).map(([key, text]): [string, string] => [
      key,
      rawQuery(text, seconds),
    ]),
    ...podMeasures.process.map((key): [string, string] => [key, rawQuery(processSelector(selector), seconds)]),
    ...(cluster === null
      ? []
      : podMeasures.cluster.map((key): [string, string] => [key, rawQuery(clusterSelector(cluster), seconds)])),
    ...wish.custom.flatMap((custom) => {
      const { kind, texts: own } = customQueries(custom, selector, seconds);
      return Object.values(own).map((text): [string, string] => [
        `custom:${custom.name}`,
        kind === 'raw' ? rawQuery(text, seconds) : text,
      ]);
    }),
  ];
  const byKey = Map.groupBy(texts, ([key]) => key);
  return new Map([...byKey].map(([key, own]) => [key, own.map(([, query]) => ({ source: sourceName, query }))]));
}

function requestQueries({ requests, latency }: RequestMetrics, routes: readonly (string | null)[]): [string, string][] {
  const of = (name: string, selector: string) =>
    routes.map((route): [string, string] => [measureKey(name, route), selector]);
  return [
    ...(requests === null
      ? []
      : [...of('errors', requests.selector), ['restarts/counters', requests.selector] as [string, string]]),
    ...(latency === null ? [] : of('latency', latency.selector)),
  ];
}
