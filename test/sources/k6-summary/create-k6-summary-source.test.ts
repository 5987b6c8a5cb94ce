import { truncateSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createK6SummarySource } from '../../../src/sources/k6-summary/create-k6-summary-source.ts';
import type { Topic } from '../../../src/sources/source.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type Format, formats, type K6Route, metricsByName, summaryOf } from './summary-files.ts';

const { folder, write } = temporaryFolder();
const window = { from: '2026-11-20T08:00:00.000Z', to: '2026-11-20T09:00:00.000Z' };
const all: readonly Topic[] = ['latency', 'errors', 'resources', 'arrivals'];

let written = 0;
async function collect(
  content: unknown,
  { daysEarlier, maxSeries = 1000 }: { daysEarlier?: number; maxSeries?: number } = {},
) {
  written += 1;
  const file = write(`summary-${written}.json`, content);
  const { sections, queries } = await createK6SummarySource({ file, maxSeries }).collect({
    side: 'staging',
    window,
    topics: all,
    dryRun: false,
    ...(daysEarlier === undefined ? {} : { daysEarlier }),
  });
  return {
    latency: sections.latency,
    errors: sections.errors,
    resources: sections.resources,
    arrivals: sections.arrivals,
    queries,
  };
}

const checkout: K6Route = { name: 'GET /checkout', med: 120, p95: 250, p99: 400, failed: 3, count: 100 };
const run = (
  format: Format,
  routes: readonly K6Route[] = [checkout],
  more: Parameters<typeof summaryOf>[1] = new Map(),
) => summaryOf(format, new Map([...metricsByName(routes), ...more]));
const values = (section: { evidence: readonly unknown[] } | undefined) =>
  (section?.evidence ?? []).map((one) => (typeof one === 'object' && one !== null && 'value' in one ? one.value : one));

describe.each(formats)('k6-summary, %s', (format) => {
  it('gives quantiles in seconds, whatever unit k6 printed them in', async () => {
    const { latency } = await collect(run(format));
    expect(values(latency)).toEqual([
      { kind: 'record', unit: 's', entries: { p50: 0.12, p95: 0.25, p99: 0.4, count: 100 } },
    ]);
  });
  it('counts the `passes` of http_req_failed as failed requests', async () => {
    const { errors } = await collect(run(format));
    expect(values(errors)).toEqual([{ kind: 'counts', bad: 3, total: 100 }]);
    expect(errors?.remarks.map(({ reason }) => reason)).toContain('kind-mismatch');
  });
  it('keeps braces of a route template', async () => {
    const { latency } = await collect(run(format, [{ ...checkout, name: 'GET /orders/{id}/items/{item}' }]));
    expect(latency?.evidence[0]?.scope.route).toBe('GET /orders/{id}/items/{item}');
  });
  it('leaves out a route that a threshold named and no request reached', async () => {
    const { latency, errors } = await collect(
      run(format, [checkout, { name: 'GET /never', med: 0, p95: 0, failed: 0, count: 0 }]),
    );
    expect([latency, errors].map((section) => section?.evidence.map(({ scope }) => scope.route))).toEqual([
      ['GET /checkout'],
      ['GET /checkout'],
    ]);
  });
  it('says that nothing was sent where no request was', async () => {
    const { latency, errors } = await collect(
      run(format, [{ name: 'GET /never', med: 0, p95: 0, failed: 0, count: 0 }]),
    );
    expect([latency?.reason, errors?.reason]).toEqual(['source-empty', 'source-empty']);
  });
  it('gives totals where no sub-metric names a route, and says so', async () => {
    const metrics = new Map([...metricsByName([checkout])].filter(([name]) => !name.includes('{')));
    const { latency, errors } = await collect(summaryOf(format, metrics));
    expect([latency, errors].map((section) => section?.evidence.map(({ scope }) => scope.route))).toEqual([
      [null],
      [null],
    ]);
    expect(latency?.remarks.map(({ reason }) => reason)).toContain('no-route-label');
  });
  it('refuses a share of failures that contradicts its counts', async () => {
    const inverted = { type: 'rate', values: { rate: 0.03, passes: 97, fails: 3 } } as const;
    const { errors } = await collect(
      run(format, [checkout], new Map([['http_req_failed{name:GET /checkout}', inverted]])),
    );
    expect(errors).toMatchObject({ status: 'unavailable', reason: 'kind-mismatch' });
    expect(errors?.message).toContain('97 of 100 failed, but its rate is 0.03');
  });
  it('says which requests no route speaks of', async () => {
    const whole = { type: 'counter', values: { count: 150, rate: 2 } } as const;
    const { latency } = await collect(run(format, [checkout], new Map([['http_reqs', whole]])));
    expect(latency?.remarks).toContainEqual({
      reason: 'no-route-label',
      message: 'the named routes have 100 of 150 requests; the others are left out',
    });
  });
  it('remarks on dropped iterations', async () => {
    const dropped = { type: 'counter', values: { count: 12, rate: 0.2 } } as const;
    const { latency } = await collect(run(format, [checkout], new Map([['dropped_iterations', dropped]])));
    expect(latency?.remarks).toContainEqual(
      expect.objectContaining({
        reason: 'iterations-dropped',
        message: expect.stringContaining('dropped 12 iterations'),
      }),
    );
  });
  it('has no resources, no arrivals and no past', async () => {
    const { resources, arrivals } = await collect(run(format));
    expect([resources, arrivals]).toMatchObject([
      { status: 'unavailable', reason: 'no-series' },
      { status: 'unavailable', reason: 'no-series' },
    ]);
    expect((await collect(run(format), { daysEarlier: 7 })).latency).toMatchObject({
      status: 'unavailable',
      reason: 'no-history',
    });
  });
  it('never keeps the script', async () => {
    expect(JSON.stringify(await collect(run(format)))).not.toContain('planted');
  });
});

describe('k6-summary, sub-metrics', () => {
  const trend = { type: 'trend', values: { med: 100, 'p(95)': 200, count: 50 } } as const;
  it.each([
    { tags: '{name:/x,method:GET}', route: 'GET /x' },
    { tags: '{ method:POST, name:"/x" }', route: 'POST /x' },
    { tags: '{name:GET /x,method:GET}', route: 'GET /x' },
    { tags: '{name:https://ann:pw@shop.example.com/orders/{id}?token=planted}', route: '/orders/{id}' },
    { tags: '{name:GET https://shop.example.com}', route: 'GET /' },
    { tags: '{name:GET /x,status:200}', route: null },
    { tags: '{expected_response:true}', route: null },
    { tags: '{scenario:peak}', route: null },
    { tags: '{name:}', route: null },
  ])('$tags speaks of $route', async ({ tags, route }) => {
    const { latency } = await collect(summaryOf('handleSummary', new Map([[`http_req_duration${tags}`, trend]])));
    const routes = latency?.evidence.flatMap((one) => (one.state === 'present' ? [one.scope.route] : []));
    expect(routes).toEqual(route === null ? [] : [route]);
  });
});

describe('k6-summary, thresholds', () => {
  const values = { med: 100, 'p(95)': 200, count: 50 };
  it.each([
    {
      name: 'handleSummary: ok false is crossed',
      summary: {
        metrics: {
          http_req_duration: {
            type: 'trend',
            contains: 'time',
            values,
            thresholds: { 'p(95)<100': { ok: false }, 'p(95)<300': { ok: true } },
          },
        },
      },
    },
    {
      name: '--summary-export: true is crossed',
      summary: { metrics: { http_req_duration: { ...values, thresholds: { 'p(95)<100': true, 'p(95)<300': false } } } },
    },
  ])('$name', async ({ summary }) => {
    const { latency } = await collect(summary);
    expect(latency?.status).toBe('ok');
    expect(latency?.remarks.filter(({ reason }) => reason === 'threshold-crossed')).toEqual([
      { reason: 'threshold-crossed', message: 'k6: http_req_duration crossed its threshold p(95)<100' },
    ]);
  });
});

describe('k6-summary, bad files', () => {
  const flat = (metric: Record<string, number | null>) => ({ metrics: { http_req_duration: metric } });
  it.each([
    { name: 'nothing', content: '', reason: 'source-empty' },
    { name: 'white space', content: ' \n', reason: 'source-empty' },
    { name: 'half a file', content: '{"metrics": {"http_reqs"', reason: 'bad-response' },
    { name: 'an HTML page', content: '<html>', reason: 'bad-response' },
    { name: 'bytes', content: Buffer.from([0xff, 0xfe, 0x00]), reason: 'bad-response' },
    { name: 'a number', content: '5', reason: 'bad-response' },
    { name: 'a list', content: '[]', reason: 'bad-response' },
    { name: 'null', content: 'null', reason: 'bad-response' },
    { name: 'other JSON', content: '{"result": "ok"}', reason: 'bad-response' },
    { name: 'metrics that are a list', content: '{"metrics": []}', reason: 'bad-response' },
    {
      name: 'another summary of that name',
      content: '{"version": "2.0.0", "results": {"metrics": 5}}',
      reason: 'bad-response',
    },
    { name: 'no http metrics', content: '{"metrics": {"ws_sessions": {"count": 5, "rate": 1}}}', reason: 'no-series' },
    { name: 'no p(95)', content: JSON.stringify(flat({ med: 1, count: 5 })), reason: 'no-series' },
    {
      name: 'an infinite latency',
      content: '{"metrics": {"http_req_duration": {"med": 1, "p(95)": 1e999, "count": 5}}}',
      reason: 'not-a-number',
    },
    {
      name: 'a negative latency',
      content: JSON.stringify(flat({ med: -1, 'p(95)': 5, count: 5 })),
      reason: 'not-a-number',
    },
    {
      name: 'a median above p(95)',
      content: JSON.stringify(flat({ med: 9, 'p(95)': 5, count: 5 })),
      reason: 'not-a-number',
    },
  ])('$name: $reason', async ({ content, reason }) => {
    const { latency } = await collect(content);
    expect(latency).toMatchObject({ status: 'unavailable', reason });
    expect(latency?.evidence.every(({ state }) => state === 'absent')).toBe(true);
  });
  it('does not quote what it could not parse, which may be a script with its secrets', async () => {
    expect(JSON.stringify(await collect('planted-token = 5'))).not.toContain('planted');
  });
  it('does not read more than 50 MB, or more metrics than the budget', async () => {
    const file = write('large.json', '');
    truncateSync(file, 51 * 1024 * 1024);
    const request = { side: 'staging', window, topics: ['latency'], dryRun: false } as const;
    const large = await createK6SummarySource({ file, maxSeries: 10 }).collect(request);
    expect(large.sections.latency?.reason).toBe('over-budget');
    expect((await collect(run('handleSummary'), { maxSeries: 5 })).latency?.reason).toBe('over-budget');
  });
  it('says that a folder is no file', async () => {
    const request = { side: 'staging', window, topics: ['latency'], dryRun: false } as const;
    const { sections } = await createK6SummarySource({ file: folder, maxSeries: 10 }).collect(request);
    expect(sections.latency).toMatchObject({
      reason: 'bad-response',
      message: expect.stringContaining('not a regular file'),
    });
  });
});
