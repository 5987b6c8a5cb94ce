import type { Metrics } from '../../config/schema.ts';
import type { Window } from '../../model/window.ts';
import type { Answer } from '../http/http-client.ts';
import { configuredConventions } from './configured-conventions.ts';
import { nameMatcher } from './find-metrics.ts';
import { createPrometheusClient, type PrometheusClient } from './prometheus-client.ts';
import type { PrometheusSettings } from './prometheus-settings.ts';
import { matchers } from './promql.ts';

/** Labels by which teams tell one environment from another, the most telling first. */
const candidates = [
  'environment',
  'env',
  'deployment_environment',
  'deployment_environment_name',
  'namespace',
  'stage',
  'tier',
  'cluster',
] as const;

/** Values of each label that may tell environments apart. */
export type EnvironmentLabels = ReadonlyMap<string, readonly string[]>;

const day = 86_400_000;

/**
 * Lists the labels that may tell environments apart, with the values they had in the last day; reads the server's index only.
 *
 * @throws Error, without secrets, where the settings themselves cannot be used
 */
export async function environmentLabels(metrics: Metrics, now: Date): Promise<Answer<EnvironmentLabels>> {
  const { url } = metrics;
  if (url === undefined)
    return { ok: false, reason: 'not-found', message: 'metrics.url is missing for the source prometheus' };
  const settings: PrometheusSettings = { ...metrics, url, custom: [] };
  const client = createPrometheusClient(settings);
  const window = { from: new Date(now.getTime() - day).toISOString(), to: now.toISOString() };
  const match = nameMatcher(configuredConventions(settings), matchers(settings.selector));
  const labels = await client.labelNames(match, window);
  return labels.ok ? valuesOf(client, match, { window, labels: new Set(labels.value) }) : labels;
}

/** Lists the values of those candidates that are among the labels. */
export async function valuesOf(
  client: PrometheusClient,
  match: string,
  { window, labels }: { window: Window; labels: ReadonlySet<string> },
): Promise<Answer<EnvironmentLabels>> {
  const values = new Map<string, readonly string[]>();
  for (const label of candidates.filter((one) => labels.has(one))) {
    const answer = await client.labelValues(label, match, window);
    if (!answer.ok) return answer;
    values.set(label, answer.value);
  }
  return { ok: true, value: values };
}
