import type { Convention } from './convention.ts';
import { conventions } from './conventions/registry.ts';
import type { PrometheusSettings } from './prometheus-settings.ts';
import { labelName, metricName } from './promql.ts';

/**
 * The conventions to try: all known ones, the configured one, or one made of the service’s own metric names.
 *
 * @throws Error where the configuration names an unknown convention, or something that is no metric or label name
 */
export function configuredConventions({
  convention,
  labels,
}: Pick<PrometheusSettings, 'convention' | 'labels'>): Convention[] {
  const chosen =
    typeof convention === 'string' ? [byId(convention)] : convention === undefined ? conventions : [own(convention)];
  return chosen.map((one) => ({
    ...one,
    ...(labels.route !== undefined && { route: [labelName(labels.route)] }),
    ...(labels.method !== undefined && { method: [labelName(labels.method)] }),
    ...(labels.status !== undefined && { status: [labelName(labels.status)] }),
  }));
}

function byId(id: string): Convention {
  const found = conventions.find((one) => one.id === id);
  if (found !== undefined) return found;
  const known = conventions.map((one) => one.id).join(', ');
  throw new Error(`metrics.convention: wanted one of ${known}, or your own metric names, not ${JSON.stringify(id)}`);
}

function own({ latency, requests, unit }: Exclude<PrometheusSettings['convention'], string | undefined>): Convention {
  const candidates = (label: 'route' | 'method' | 'status') => [...new Set(conventions.flatMap((one) => one[label]))];
  return {
    id: 'configured',
    title: 'metric names of the configuration',
    latency: latency === undefined ? [] : [{ metric: metricName(latency), unit }],
    requests: requests === undefined ? [] : [metricName(requests)],
    route: candidates('route'),
    method: candidates('method'),
    status: candidates('status'),
  };
}
