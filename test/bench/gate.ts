import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median } from '../../src/stats/median.ts';
import { startPrometheus } from '../prometheus-server/start-prometheus.ts';
import { manyRoutes } from './many-routes.ts';

interface Measured {
  readonly size: number;
  readonly queries: number;
  readonly ours: number[];
  readonly theirs: number[];
  readonly ratios: number[];
  /** Peak memory of the process after one comparison, in MiB. */
  readonly peak: number;
}

const sizes = [100, 500, 2000, 5000];

/** Queries, wall time against the same queries by bare fetch, and peak memory, for 100 to 5,000 routes on a real Prometheus. */
export async function benchGate(): Promise<void> {
  console.log('writing 100 to 5,000 routes × 2 environments into a Prometheus …');
  const server = await startPrometheus({ openMetrics: manyRoutes(sizes) });
  try {
    for (const size of sizes) {
      const { stdout } = await promisify(execFile)(process.execPath, [
        join(import.meta.dirname, 'gate-once.ts'),
        server.url,
        String(size),
      ]);
      const { queries, ours, theirs, ratios, peak }: Measured = JSON.parse(stdout);
      console.log(
        `${String(size).padStart(5)} routes: ${queries} requests (budget 15), ${median(ours).toFixed(0)} ms, bare fetch ${median(theirs).toFixed(0)} ms: ratio ${median(ratios).toFixed(2)} (budget 1.30), peak ${peak.toFixed(0)} MiB`,
      );
    }
  } finally {
    await server.stop();
  }
}
