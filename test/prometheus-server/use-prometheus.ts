import { afterAll, beforeAll } from 'vitest';
import type { PrometheusServer } from './start-prometheus.ts';
import { startPrometheus } from './start-prometheus.ts';

/** One server for all tests of the surrounding `describe`; the address is known once they run. */
export function usePrometheus(openMetrics: () => Iterable<string>): { readonly url: () => string } {
  let server: PrometheusServer | undefined;
  beforeAll(async () => {
    server = await startPrometheus({ openMetrics: openMetrics() });
  }, 60_000);
  afterAll(() => server?.stop());
  return {
    url() {
      if (server === undefined) throw new Error('the server is started before the tests and stopped after them');
      return server.url;
    },
  };
}
