import { Counter, Gauge, type Registry } from 'prom-client';

/** Figures about what is asked of GitHub. */
export interface GitHubMetrics {
  readonly requests: Counter<'method' | 'status'>;
  readonly retries: Counter;
  readonly limited: Counter<'kind'>;
  readonly limit: Gauge<'installation' | 'resource'>;
  readonly remaining: Gauge<'installation' | 'resource'>;
  readonly reset: Gauge<'installation' | 'resource'>;
}

export function createGitHubMetrics(registry: Registry): GitHubMetrics {
  const registers = [registry];
  const gauge = (name: string, help: string) =>
    new Gauge({ name, help, labelNames: ['installation', 'resource'], registers });
  return {
    requests: new Counter({
      name: 'tollgate_github_requests_total',
      help: 'Requests to GitHub by the status of their answer; 0 where none came',
      labelNames: ['method', 'status'],
      registers,
    }),
    retries: new Counter({
      name: 'tollgate_github_retries_total',
      help: 'Reads that were sent to GitHub again at once after an error',
      registers,
    }),
    limited: new Counter({
      name: 'tollgate_github_limited_total',
      help: 'Times that GitHub refused for its primary or secondary rate limit',
      labelNames: ['kind'],
      registers,
    }),
    limit: gauge('tollgate_github_rate_limit', 'Requests that an installation may send in an hour'),
    remaining: gauge('tollgate_github_rate_limit_remaining', 'Requests that are left in this hour'),
    reset: gauge('tollgate_github_rate_limit_reset_seconds', 'When the next hour begins, in seconds since 1970'),
  };
}
