import { describe, expect, it } from 'vitest';
import { defaults } from '../../../src/config/defaults.ts';
import { exampleTraffic } from '../../fixtures/traffic/example-model.ts';
import { smallModel } from '../../fixtures/traffic/small-model.ts';
import { scriptsOf } from './scripts.ts';

const flat = (perStep: number) => ({ step: 10, counts: Array.from({ length: 360 }, () => perStep) });
const textOf = (scripts: ReturnType<typeof scriptsOf>, file: string) => scripts.files.get(file) ?? '';

describe('a folder of scripts', () => {
  it('is the same for the same model, byte by byte', () => {
    const [one, other] = [scriptsOf(exampleTraffic()), scriptsOf(exampleTraffic())];
    expect([...one.files]).toEqual([...other.files]);
    expect([...one.files.keys()]).toEqual([
      'routes.js',
      'tollgate.js',
      'pools.json',
      'steady.js',
      'curve.js',
      'burst.js',
      'spike.js',
      'soak.js',
      'sustained.js',
    ]);
  });

  it('says where it comes from, and knows no clock', () => {
    for (const [file, text] of scriptsOf(exampleTraffic()).files) {
      if (!file.endsWith('.js') || file === 'tollgate.js') continue;
      expect(text).toContain('// Written by tollgate 1.2.3 from the traffic model c0ffee\n');
      expect(text).toContain('// window: 2026-11-16T00:00:00.000Z to 2026-11-16T23:59:59.000Z\n');
      expect(text).toMatch(/\/\/ rows: {3}\d+ lines, \d+ modelled, 7 malformed, 1523 left out/);
      expect(text).not.toContain(`${new Date().getUTCFullYear() + 1}-`);
    }
  });

  it('sends only what reads, but for what is declared safe to write', () => {
    const safe = textOf(scriptsOf(exampleTraffic()), 'routes.js');
    expect(safe.match(/method: '[A-Z]+'/g)).toEqual([
      "method: 'GET'",
      "method: 'GET'",
      "method: 'GET'",
      "method: 'HEAD'",
    ]);
    const declared = scriptsOf(exampleTraffic(), { writes: ['POST /cart'] });
    expect(textOf(declared, 'routes.js')).toContain("method: 'POST', literals: ['/cart']");
    expect(textOf(declared, 'routes.js')).not.toContain("'/checkout'");
    expect(declared.missing).toContain('POST /cart: body');
  });

  it('has a steady script of one constant rate per route, with a count beside every threshold', () => {
    const model = smallModel(
      [
        { route: '/a', count: 9000, seconds: 0.2 },
        { route: '/b/{id}', count: 900, seconds: 0.05, failed: 9 },
        { route: '/c', count: 100, seconds: 0.5 },
      ],
      flat(100),
    );
    const text = textOf(scriptsOf(model), 'steady.js');
    expect(text.slice(text.indexOf('export const options'))).toMatchInlineSnapshot(`
      "export const options = {
        ...common,
        scenarios: {
          // GET /a: 13500 requests
          r01_get_a: { executor: 'constant-arrival-rate', timeUnit: '1s', rate: 9, duration: '25m', preAllocatedVUs: 6, maxVUs: 22, exec: 'sendRoute', env: { ROUTE: '0' } },
          // GET /b/{id}: 1350 requests
          r02_get_b_id: { executor: 'constant-arrival-rate', timeUnit: '10s', rate: 9, duration: '25m', preAllocatedVUs: 1, maxVUs: 2, exec: 'sendRoute', env: { ROUTE: '1' } },
          // GET /c: 150 requests
          r03_get_c: { executor: 'constant-arrival-rate', timeUnit: '10s', rate: 1, duration: '25m', preAllocatedVUs: 1, maxVUs: 2, exec: 'sendRoute', env: { ROUTE: '2' } },
        },
        thresholds: {
          ...everyRoute,
          dropped_iterations: ['count<=15'],
          'http_reqs{name:GET /a}': ['count>=13361'],
          'http_req_duration{name:GET /a}': ['med<209', 'p(95)<520', 'p(99)<781'],
          'http_req_failed{name:GET /a}': ['rate<=0.01'],
          'http_reqs{name:GET /b/{id}}': ['count>=1332'],
          'http_req_duration{name:GET /b/{id}}': ['med<65', 'p(95)<130'],
          'http_req_failed{name:GET /b/{id}}': ['rate<=0.02'],
          'http_reqs{name:GET /c}': ['count>=144'],
          'http_req_duration{name:GET /c}': ['med<520'],
        },
      };
      "
    `);
  });

  it('gathers what comes too rarely, and all beyond twenty scenarios, in one', () => {
    const routes = Array.from({ length: 60 }, (_, index) => ({ route: `/r${index}`, count: 1000 - index }));
    const text = textOf(scriptsOf(smallModel(routes, flat(100))), 'steady.js');
    expect(text.match(/executor:/g)).toHaveLength(20);
    expect(text).toContain("exec: 'sendTail', env: { FROM: '19' }");
    expect(text.match(/http_reqs\{/g)).toHaveLength(60);
  });

  it('gives every comparable route the requests that a comparison needs', () => {
    const text = textOf(scriptsOf(exampleTraffic()), 'steady.js');
    const counts = [...text.matchAll(/http_reqs\{name:[^}]*\}?[^']*': \['count>=(\d+)'\]/g)].map(([, count]) =>
      Number(count),
    );
    expect(counts[0]).toBeGreaterThan(defaults.rules.fidelity.p99.minimum);
  });
});

describe('what is said of a load', () => {
  it('at a tenth of production', () => {
    expect(scriptsOf(exampleTraffic(), { scale: 0.1 }).limits).toMatchInlineSnapshot(`
      [
        "sends 91 % of production's requests: 0.96 per second over 4 routes (the busiest hour, from 2026-11-16T14:00:00.000Z)",
        "not sent, 8.1 % of production's requests, not declared safe to write (--write "POST /..."): POST /cart, POST /checkout",
        "not sent, 0.53 % of production's requests, no route that could be asked for: GET (unmatched)",
        "at 10 % of production's load 0.1 requests are under way at once, not 0.8: exhausted pools, lock waits and queues do not show",
        "the largest burst has 20 requests in 10 s, not 196",
        "steady.js, spike.js and soak.js send evenly; production's requests per 10 s have 2.8 as variance / mean (1 is chance, 0 is even), which curve.js and burst.js follow",
        "under 1,000 requests in 25 min, too few to compare a p95: GET /products/{slug}, GET /search, GET /orders/{id}, HEAD /",
        "1 route too rare for a scenario of their own, by weight in one together",
        "1 route with query strings, which are sent only where pools.json has values",
      ]
    `);
  });

  it('of a log without durations, times finer than an hour, or visitors', () => {
    const model = smallModel([{ route: '/a', count: 7200, seconds: null }], null);
    const { limits, without, files } = scriptsOf({ ...model, sessions: null });
    expect(limits.join('\n')).toContain('the log has no durations');
    expect(limits[0]).toBe(
      "sends 100 % of production's requests: 2.00 per second over 1 route (the average of the whole log)",
    );
    expect(without).toEqual([
      'curve.js: the log’s times are coarser than a minute',
      'burst.js: the log’s times are coarser than a minute',
      'sustained.js: the log knows no visitors, or not how long they pause',
    ]);
    expect(files.has('steady.js')).toBe(true);
    expect(files.get('steady.js')).not.toContain('http_req_duration{');
  });
});

describe('the recorded curve', () => {
  it('holds even minutes whole and goes step by step through a burst', () => {
    const counts = Array.from({ length: 360 }, (_, index) => (index === 100 ? 400 : 100));
    const text = textOf(scriptsOf(smallModel([{ route: '/a', count: 36_300 }], { step: 10, counts })), 'curve.js');
    const held = [...text.matchAll(/\[(\d+), (\d+)\]/g)].map(([, seconds, target]) => [
      Number(seconds),
      Number(target),
    ]);
    expect(held.filter(([seconds]) => seconds === 60).every(([, target]) => target === 600)).toBe(true);
    expect(held.filter(([seconds]) => seconds === 10).map(([, target]) => target)).toEqual([
      600, 600, 600, 600, 2400, 600,
    ]);
    expect(held.reduce((sum, [seconds = 0]) => sum + seconds, 0)).toBe(1500);
  });

  it('becomes a burst script around the largest step', () => {
    const counts = Array.from({ length: 360 }, (_, index) => (index === 358 ? 400 : 100));
    const text = textOf(scriptsOf(smallModel([{ route: '/a', count: 36_300 }], { step: 10, counts })), 'burst.js');
    const held = [...text.matchAll(/\[10, (\d+)\]/g)].map(([, target]) => Number(target));
    expect(held).toHaveLength(60);
    expect([held.at(-2), held.at(-3)]).toEqual([2400, 600]);
  });
});

describe('a load for several machines', () => {
  it('has a TestRun, and counts for each of them', () => {
    const model = smallModel([{ route: '/a', count: 3_600_000 }], flat(50_000));
    const alone = textOf(scriptsOf(model), 'steady.js');
    const scripts = scriptsOf(model, { runners: 'as-needed' });
    expect(textOf(scripts, 'testrun.yaml')).toContain('kind: TestRun\n');
    expect(textOf(scripts, 'testrun.yaml')).toContain('parallelism: 5\n');
    const count = (text: string) => Number(/count>=(\d+)/.exec(text)?.[1]);
    expect(count(alone)).toBe(7_424_996);
    expect(count(textOf(scripts, 'steady.js'))).toBe(1_484_996);
  });
});
