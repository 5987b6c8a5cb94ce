import { describe, expect, it } from 'vitest';
import { startCache } from '../faulty-servers/cache.ts';
import { startDependent } from '../faulty-servers/dependent.ts';
import { startLimited } from '../faulty-servers/limited.ts';
import type { Faulty, Switch } from '../faulty-servers/listen.ts';
import { startPool } from '../faulty-servers/pool.ts';
import { startQueue } from '../faulty-servers/queue.ts';
import { incidentOf } from '../incidents/guards/incident.ts';
import { provings } from './proving.ts';

const newProving = provings();
const get = (path: string) => ({ method: 'GET', path }) as const;
const post = (path: string) => ({ method: 'POST', path, body: null });

/** Starts both, one with the fault and one without, and stops them in the end. */
async function withBoth<T>(start: (state: Switch) => Promise<Faulty>, work: (bad: Faulty, good: Faulty) => Promise<T>) {
  const [bad, good] = await Promise.all([start('faulty'), start('fixed')]);
  try {
    return await work(bad, good);
  } finally {
    await Promise.all([bad.stop(), good.stop()]);
  }
}

const stories = [
  {
    name: 'a pool that runs dry',
    start: startPool,
    facts: incidentOf('connection_pool_exhaustion', {
      poolSize: 5,
      concurrency: 30,
      endpoint: get('/'),
      latency: 2000,
    }),
    settings: {},
    DURATION: '2s',
  },
  {
    name: 'a herd before an empty cache',
    start: startCache,
    facts: incidentOf('thundering_herd', { concurrency: 40, endpoint: get('/best'), latency: 1500 }),
    settings: { flush: post('/flush'), every: 2 },
    DURATION: '2s',
  },
  {
    name: 'a storm of retries',
    start: startQueue,
    facts: incidentOf('retry_storm', { rate: 12, retries: 1, latency: 800, endpoint: get('/') }),
    settings: {},
    DURATION: '5s',
  },
  {
    name: 'a dependency that is slow',
    start: startDependent,
    facts: incidentOf('dependency_failure', { concurrency: 12, latency: 5000, endpoint: get('/checkout') }),
    settings: {
      // Far from both: the fault takes 5 s, and without it the answer comes after 150 ms.
      limit: 2500,
      timeout: '4000ms',
      least: 10,
      fault: { on: post('/slow/on'), off: post('/slow/off') },
      other: { ...get('/list'), body: null },
    },
    DURATION: '2s',
  },
  {
    name: 'a limit that one client uses up for all',
    start: startLimited,
    facts: incidentOf('rate_limit', { rateLimit: 20, latency: 2000, endpoint: get('/') }),
    settings: { client: { header: 'X-Client', crowd: 'noisy', others: 'quiet' }, othersRate: 7 },
    DURATION: '3s',
  },
] as const;

describe.concurrent('a guard fails where the fault is, and passes where it is not', () => {
  it.for(stories)('$name', { timeout: 120_000 }, async ({ start, facts, settings, DURATION }) => {
    const proving = newProving(facts, settings);
    const result = await withBoth(start, (bad, good) =>
      proving.prove({ bad: bad.address, good: good.address, environment: { DURATION } }),
    );
    expect([result.message, result.bad.why, result.good.why].join('\n')).toMatch(/guard_failed rate<=0.05/);
    expect([result.result, result.bad.outcome, result.good.outcome]).toEqual(['proven', 'failed', 'passed']);
    const { proof } = proving.index().incidents[0] ?? {};
    expect(proof).toMatchObject({
      guardHash: result.guardHash,
      bad: { outcome: 'failed' },
      good: { outcome: 'passed' },
    });
  });
});
