import type { Window } from '../../model/window.ts';
import type { Answer } from '../http/http-client.ts';
import type { ResourceMeasure } from '../measures.ts';
import { configuredConventions } from './configured-conventions.ts';
import type { Match } from './convention.ts';
import { type EnvironmentLabels, valuesOf } from './environment-labels.ts';
import { type FoundMetrics, findMetrics, labelMatcher } from './find-metrics.ts';
import { groupingOf } from './grouping.ts';
import { createPrometheusClient } from './prometheus-client.ts';
import type { PrometheusSettings } from './prometheus-settings.ts';
import { matchers } from './promql.ts';
import { chooseParts } from './resource-query.ts';
import { resourceProviders } from './resources/registry.ts';

/** What a server has for one selector, for people and for `init` and `doctor`. */
export interface Discovered {
  /** False where the selector selects nothing at all. */
  readonly anySeries: boolean;
  readonly conventions: readonly DiscoveredConvention[];
  readonly resources: readonly { readonly measure: ResourceMeasure; readonly provider: string }[];
  /** Values of each label that may tell environments apart. */
  readonly environments: EnvironmentLabels;
}

export interface DiscoveredConvention {
  readonly id: string;
  readonly title: string;
  readonly latency: Match['latency'];
  readonly requests: string | null;
  /** Labels that the server has for each role, best first. */
  readonly labels: {
    readonly route: readonly string[];
    readonly method: readonly string[];
    readonly status: readonly string[];
  };
}

/**
 * Finds out what a server has: conventions, resource measures, and the values of the labels that may tell environments apart.
 *
 * @throws Error, without secrets, where the settings themselves cannot be used
 */
export async function discover(settings: PrometheusSettings, window: Window): Promise<Answer<Discovered>> {
  const client = createPrometheusClient(settings);
  const selector = matchers(settings.selector);
  const found = await findMetrics(client, {
    window,
    selector,
    conventions: configuredConventions(settings),
    note: () => {},
  });
  if (!found.ok) return found;
  const { names, labels, matches } = found.value;
  const environments = await valuesOf(client, labelMatcher(matches, selector), { window, labels });
  if (!environments.ok) return environments;
  return {
    ok: true,
    value: {
      anySeries: names.size > 0 || labels.size > 0,
      conventions: matches.map((match) => describe(match, found.value)),
      resources: chooseParts(resourceProviders, names).map(({ measure, provider }) => ({ measure, provider })),
      environments: environments.value,
    },
  };
}

function describe({ convention, latency, requests }: Match, { labels }: FoundMetrics): DiscoveredConvention {
  const { id, title } = convention;
  const { route, method, status } = groupingOf(convention, labels, []);
  return { id, title, latency, requests, labels: { route, method, status } };
}
