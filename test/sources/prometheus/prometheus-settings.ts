import type { PrometheusSettings } from '../../../src/sources/prometheus/prometheus-settings.ts';

/** Settings of a test: what the configuration gives by default, no retries, a short time-out. */
export function settingsFor(url: string, own: Partial<PrometheusSettings> = {}): PrometheusSettings {
  return {
    url,
    selector: {},
    headers: {},
    timeout: 10,
    retries: 0,
    parallel: 4,
    maxSeries: 200_000,
    labels: {},
    splitBy: [],
    custom: [],
    ...own,
  };
}
