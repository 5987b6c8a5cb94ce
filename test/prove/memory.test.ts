import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startLeak } from '../faulty-servers/leak.ts';
import { incidentOf } from '../incidents/guards/incident.ts';
import { describeWithPrometheus } from '../prometheus-server/describe-with-prometheus.ts';
import { startPrometheus } from '../prometheus-server/start-prometheus.ts';
import { provings } from './proving.ts';

const newProving = provings();
const query = 'process_resident_memory_bytes{instance="$instance"}';

/** Waits until Prometheus has asked all of its targets, which it first does some seconds after its start. */
async function asksAll(url: string, targets: number): Promise<void> {
  const end = Date.now() + 20_000;
  while (Date.now() < end) {
    const answer = await fetch(`${url}/api/v1/query?query=up==1`);
    const { data } = (await answer.json()) as { data: { result: unknown[] } };
    if (data.result.length === targets) return;
    await pause(100);
  }
  throw new Error('Prometheus did not ask its targets in time');
}

describeWithPrometheus('the guard of a memory leak', () => {
  it('fails on memory that rises over the run, and passes on memory that goes up and down', {
    timeout: 90_000,
  }, async () => {
    const [bad, good] = await Promise.all([startLeak('faulty'), startLeak('fixed')]);
    const scrape = [bad, good].map(({ address }) => new URL(address).host);
    const prometheus = await startPrometheus({ scrape });
    try {
      await asksAll(prometheus.url, 2);
      const endpoint = { method: 'GET', path: '/' } as const;
      const proving = newProving(incidentOf('memory_leak', { concurrency: 8, endpoint }), {
        pause: 0.05,
        memory: { query, skip: 0.2, growth: 0.1 },
      });
      const given = { bad: bad.address, good: good.address, environment: { DURATION: '10s' } };
      const result = await proving.prove({ ...given, prometheus: prometheus.url });
      expect([result.message, result.bad.why, result.good.why].join('\n')).toMatch(/memory of .*\+\d.* over the run/);
      expect(result.result).toBe('proven');
      // What k6 sees is the same on both sides.
      await expect(proving.prove(given)).rejects.toThrow('--prometheus');
      await expect(
        proving.prove({ ...given, bad: good.address.replace('127.0.0.1', 'localhost'), prometheus: 'x y' }),
      ).rejects.toThrow(/^--bad .*: --prometheus: /);
    } finally {
      await Promise.all([bad.stop(), good.stop(), prometheus.stop()]);
    }
  });
});
