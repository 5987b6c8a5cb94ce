import type { Metrics } from '../config/schema.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Window } from '../model/window.ts';
import type { CanarySource, CanaryWish } from './canary-source.ts';
import type { Answer } from './http/http-client.ts';
import type { NamedPods } from './prometheus/canary/list-pods.ts';

/**
 * Opens one side of a canary at the source that its metrics name; each provider is loaded only where it is used.
 *
 * @throws UsageError where the source knows no counters of single pods, or its address is missing
 */
export async function createCanarySource(metrics: Metrics, wish: CanaryWish): Promise<CanarySource> {
  const { source, url } = metrics;
  if (source === 'prometheus' && url !== undefined) {
    const { createPrometheusCanary } = await import('./prometheus/canary/create-prometheus-canary.ts');
    return createPrometheusCanary({ ...metrics, url, custom: [] }, wish);
  }
  throw unusable(source);
}

/**
 * Asks which pods a side had within a window.
 *
 * @throws UsageError where the source knows no single pods, or its address is missing
 */
export async function listCanaryPods(metrics: Metrics, window: Window): Promise<Answer<NamedPods>> {
  const { source, url } = metrics;
  if (source !== 'prometheus' || url === undefined) throw unusable(source);
  const { listPods } = await import('./prometheus/canary/list-pods.ts');
  return listPods({ ...metrics, url, custom: [] }, window);
}

function unusable(source: string): UsageError {
  return new UsageError(
    'invalid-configuration',
    `canary.metrics.source: wanted prometheus (with its url), not ${source}: a canary is read interval by interval, from the counters of each pod`,
  );
}
