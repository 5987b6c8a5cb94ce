import type { GitHubMetrics } from './github-metrics.ts';

/** Longer than GitHub itself takes for anything (10 seconds). */
const longestAnswer = 20_000;

/** How requests to GitHub leave this process: counted, and never waited for without end, headers or body. */
export function createFetch(metrics: Pick<GitHubMetrics, 'requests'>): typeof fetch {
  return async (input, init) => {
    const method = init?.method ?? 'GET';
    const timeout = AbortSignal.timeout(longestAnswer);
    const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    try {
      const response = await fetch(input, { ...init, signal });
      metrics.requests.inc({ method, status: String(response.status) });
      return response;
    } catch (error) {
      metrics.requests.inc({ method, status: '0' });
      throw error;
    }
  };
}
