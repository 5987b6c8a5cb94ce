import { afterAll, describe, expect, it } from 'vitest';
import { runK6 } from './run-k6.ts';
import { type Answering, type Seen, type Staging, startStaging } from './start-staging.ts';

const servers: Staging[] = [];
async function staging(answer?: (request: Seen) => Answering): Promise<Staging> {
  const server = await startStaging(answer);
  servers.push(server);
  return server;
}
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
});

// Every test has a server of its own and mostly waits: they wait side by side.
const script = (options: object, body: string, init = '') => `
import http from 'k6/http';
import { check, group, sleep } from 'k6';
import exec from 'k6/execution';
import { SharedArray } from 'k6/data';
import { Counter } from 'k6/metrics';
${init}
export const options = ${JSON.stringify(options)};
export default function (data) { ${body} }`;

const one = (scenario: object) => ({ scenarios: { one: scenario } });
const arrivals = { executor: 'constant-arrival-rate', duration: '2s' };

describe.concurrent('an open model', () => {
  it('sends at its own rate, evenly', async () => {
    const { address, seen } = await staging();
    const options = one({ ...arrivals, rate: 40, preAllocatedVUs: 40 });
    const ran = await runK6(script(options, 'http.get(__ENV.URL)'), { URL: address });
    expect([ran.code, seen.length, ran.value('iterations', 'count')]).toEqual([0, 80, 80]);
    const span = (seen.at(-1)?.at ?? 0) - (seen[0]?.at ?? 0);
    expect(span).toBeGreaterThan(1500);
    expect(span).toBeLessThan(4000);
  });

  it('does not wait for a slow server: it drops what finds no virtual user, and makes one more at a time', async () => {
    const { address, mostAtOnce } = await staging(() => ({ delay: 1500 }));
    const options = one({ ...arrivals, rate: 20, preAllocatedVUs: 4, maxVUs: 10 });
    const ran = await runK6(script(options, 'http.get(__ENV.URL)'), { URL: address });
    const [done, dropped] = [ran.value('iterations', 'count'), ran.value('dropped_iterations', 'count')];
    expect(done + dropped).toBe(40);
    expect(mostAtOnce()).toBe(10);
    expect(ran.value('vus_max', 'max')).toBe(10);
    // 4 at once, one lost for each of 6 more, then nothing until the first answers come back after 1.5 s.
    expect(dropped).toBeGreaterThanOrEqual(16);
    expect(ran.stderr).toContain('Insufficient VUs, reached 10 active VUs');
  });

  it('gives users that are made later the same init context', async () => {
    const { address, seen } = await staging(() => ({ delay: 400 }));
    const options = one({ ...arrivals, duration: '1s', rate: 10, preAllocatedVUs: 1, maxVUs: 5 });
    const init = "const ids = new SharedArray('ids', () => [7]); const own = new Counter('own');";
    const ran = await runK6(script(options, 'http.get(`${__ENV.URL}/${ids[0]}`); own.add(1);', init), { URL: address });
    expect(ran.stderr).toBe('');
    expect(ran.value('vus_max', 'max')).toBeGreaterThan(2);
    expect(ran.value('own', 'count')).toBe(seen.length);
  });

  it('follows a curve', async () => {
    const { address, seen } = await staging();
    const stages = [
      { duration: '1s', target: 30 },
      { duration: '1s', target: 30 },
      { duration: '1s', target: 0 },
    ];
    const options = one({ executor: 'ramping-arrival-rate', startRate: 0, stages, preAllocatedVUs: 40 });
    await runK6(script(options, 'http.get(__ENV.URL)'), { URL: address });
    const begun = seen[0]?.at ?? 0;
    const within = (from: number, to: number) => seen.filter(({ at }) => at - begun >= from && at - begun < to).length;
    expect(seen).toHaveLength(60);
    // The first request comes 258 ms after the start: the area below the curve is one then.
    // 30, where the machine has time; the exact moments are tested without a clock (`arrivalTimes`).
    expect(within(742, 1742)).toBeGreaterThanOrEqual(20);
    expect(within(742, 1742)).toBeLessThanOrEqual(45);
  });

  it('ends iterations that outlive the graceful stop, and does not count them', async () => {
    const { address } = await staging(() => ({ delay: 5000 }));
    const options = one({ ...arrivals, duration: '1s', rate: 3, preAllocatedVUs: 3, gracefulStop: '200ms' });
    const ran = await runK6(script(options, 'http.get(__ENV.URL)'), { URL: address });
    expect(ran.summary?.metrics['iterations']).toBeUndefined();
    expect(ran.summary?.state.testRunDurationMs).toBeLessThan(2000);
  });
});

describe.concurrent('a closed model', () => {
  it.each([
    { name: 'constant', scenario: { executor: 'constant-vus', vus: 3, duration: '1s' }, low: 5, high: 30, most: 3 },
    {
      name: 'ramping',
      scenario: { executor: 'ramping-vus', startVUs: 0, stages: [{ duration: '1s', target: 4 }] },
      low: 4,
      high: 24,
      most: 4,
    },
    {
      name: 'shared iterations',
      scenario: { executor: 'shared-iterations', vus: 2, iterations: 7 },
      low: 7,
      high: 7,
      most: 2,
    },
    {
      name: 'iterations of each',
      scenario: { executor: 'per-vu-iterations', vus: 2, iterations: 4 },
      low: 8,
      high: 8,
      most: 2,
    },
  ])('$name', async ({ scenario, low, high, most }) => {
    const { address, seen, mostAtOnce } = await staging(() => ({ delay: 50 }));
    await runK6(script(one(scenario), 'http.get(__ENV.URL); sleep(0.05);'), { URL: address });
    expect(seen.length).toBeGreaterThanOrEqual(low);
    expect(seen.length).toBeLessThanOrEqual(high);
    expect(mostAtOnce()).toBeLessThanOrEqual(most);
  });
});

describe.concurrent('several scenarios', () => {
  it('have functions, environments, tags and start times of their own', async () => {
    const { address, seen } = await staging();
    const source = script(
      {
        scenarios: {
          early: {
            ...arrivals,
            duration: '1s',
            rate: 5,
            preAllocatedVUs: 10,
            exec: 'send',
            env: { WHO: 'a' },
            tags: { kind: 'x' },
          },
          late: {
            ...arrivals,
            duration: '1s',
            rate: 3,
            preAllocatedVUs: 10,
            exec: 'send',
            env: { WHO: 'b' },
            startTime: '800ms',
          },
        },
        thresholds: {
          'http_reqs{kind:x}': ['count==5'],
          'http_reqs{scenario:late}': ['count==3'],
          'iterations{kind:x}': ['count==5'],
        },
      },
      '',
      'export function send(data) { http.get(`${data.url}/${__ENV.WHO}/${exec.scenario.name}/${exec.scenario.iterationInTest}`); } export function setup() { return { url: __ENV.URL, who: __ENV.WHO }; }',
    );
    const ran = await runK6(source, { URL: address });
    expect(ran.code).toBe(0);
    expect(seen.map(({ path }) => path).toSorted()).toEqual([
      ...[0, 1, 2, 3, 4].map((index) => `/a/early/${index}`),
      ...[0, 1, 2].map((index) => `/b/late/${index}`),
    ]);
    const [early, late] = ['/a/early/0', '/b/late/0'].map(
      (wanted) => seen.find(({ path }) => path === wanted)?.at ?? 0,
    );
    expect((late ?? 0) - (early ?? 0)).toBeGreaterThan(400);
  });
});

describe.concurrent('a virtual user', () => {
  it('has a realm of its own: its variables live from iteration to iteration, and nothing of Node is there', async () => {
    const options = one({ executor: 'per-vu-iterations', vus: 2, iterations: 3 });
    const body =
      "turn += 1; if (turn !== __ITER + 1) throw new Error(turn); if (typeof process + typeof require + typeof fetch !== 'undefinedundefinedundefined') throw new Error('Node'); seen.add(1);";
    const ran = await runK6(script(options, body, "let turn = 0; const seen = new Counter('seen');"));
    expect([ran.stderr, ran.value('seen', 'count')]).toEqual(['', 6]);
  });

  it('keeps its connections, forgets its cookies, and follows redirects only as far as allowed', async () => {
    const { address, seen, connections } = await staging(({ path }) =>
      path === '/old' ? { status: 302, headers: { location: '/new', 'set-cookie': 'a=1; Path=/' } } : {},
    );
    const options = one({ executor: 'per-vu-iterations', vus: 1, iterations: 3 });
    const ran = await runK6(
      script(
        options,
        "const { status, url } = http.get(`${__ENV.URL}/old`); if (status !== 200 || !url.endsWith('/new')) throw new Error(status);",
      ),
      { URL: address },
    );
    expect([ran.stderr, connections(), seen.length]).toEqual(['', 1, 6]);
    expect(seen.map(({ headers }) => headers.cookie)).toEqual([undefined, 'a=1', undefined, 'a=1', undefined, 'a=1']);
    const stays = await runK6(
      script({ ...options, maxRedirects: 0, noConnectionReuse: true }, 'http.get(`${__ENV.URL}/old`)'),
      { URL: address },
    );
    expect([stays.value('http_reqs', 'count'), connections()]).toEqual([3, 4]);
  });

  it('groups, batches, checks, encodes forms and shares arrays', async () => {
    const { address, seen } = await staging();
    const body = `
      group('outer', () => { for (const id of ids) http.get(\`\${__ENV.URL}/\${id}\`, { tags: { name: 'x' } }); });
      const [a, b] = http.batch([['GET', \`\${__ENV.URL}/a\`], { method: 'POST', url: \`\${__ENV.URL}/b\`, body: { q: 'ü&' } }]);
      check(a, { good: ({ status }) => status === 200, bad: (r) => r.json('ok') === false });
      if (b.request.body.q !== 'ü&') throw new Error('body');`;
    const init = "const ids = new SharedArray('ids', () => JSON.parse(open('./data.json')));";
    const thresholds = {
      'http_reqs{name:x}': ['count==3'],
      'http_reqs{group:::outer}': ['count==3'],
      'checks{check:bad}': ['rate==0'],
    };
    const ran = await runK6(script({ iterations: 1, thresholds }, body, init), { URL: address });
    expect([ran.stderr, ran.code]).toEqual(['', 0]);
    expect(seen.map(({ path }) => path).toSorted()).toEqual(['/1', '/2', '/3', '/a', '/b']);
    expect(seen.find(({ path }) => path === '/b')?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect([ran.value('checks', 'passes'), ran.value('checks', 'fails')]).toEqual([1, 1]);
  });
});
