import type { HttpSettings } from '../http/http-settings.ts';

/** A check in free PromQL: `$selector` and `$window` are filled in; one value, or one per route. */
export interface CustomQuery {
  readonly name: string;
  readonly query: string;
  readonly unit: string;
}

/** Metric names of a service that follows no known convention. */
export interface OwnMetrics {
  readonly latency?: string | undefined;
  readonly requests?: string | undefined;
  /** Unit of the histogram’s bounds. */
  readonly unit: 's' | 'ms';
}

/** Label names where they are not the convention’s. */
export interface OwnLabels {
  readonly route?: string | undefined;
  readonly method?: string | undefined;
  readonly status?: string | undefined;
}

/** One environment on one Prometheus-compatible server. */
export interface PrometheusSettings extends Omit<HttpSettings, 'maxBytes'> {
  readonly selector: Readonly<Record<string, string>>;
  /** Budget of series in one answer. */
  readonly maxSeries: number;
  /** Id of a known convention, or the service’s own metric names; found out where it is not given. */
  readonly convention?: string | OwnMetrics | undefined;
  readonly labels: OwnLabels;
  /** Labels that are never pooled. */
  readonly splitBy: readonly string[];
  readonly custom: readonly CustomQuery[];
}
