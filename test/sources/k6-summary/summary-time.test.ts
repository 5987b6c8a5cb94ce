import { utimesSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createK6SummarySource } from '../../../src/sources/k6-summary/create-k6-summary-source.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type Format, metricsByName, summaryOf } from './summary-files.ts';

const { write } = temporaryFolder();
const asked = { from: '2026-11-20T08:00:00.000Z', to: '2026-11-20T09:00:00.000Z' };
const modified = new Date('2026-11-20T10:30:00Z');
const route = { name: 'GET /x', med: 100, p95: 200, failed: 0, count: 100 };
/** As each format is written, of a run of 60 seconds, with some of its top replaced. */
const run = (format: Format, top: object = {}) => {
  const summary = summaryOf(format, metricsByName([route]));
  return { ...(typeof summary === 'object' ? summary : {}), ...top };
};

let written = 0;
async function collect(content: unknown) {
  written += 1;
  const file = write(`summary-${written}.json`, content);
  utimesSync(file, modified, modified);
  const request = { side: 'staging', window: asked, topics: ['latency'], dryRun: false } as const;
  return createK6SummarySource({ file, maxSeries: 1000 }).collect(request);
}

const minute = (to: string) => ({ from: new Date(Date.parse(to) - 60_000).toISOString(), to });
const [atModified, atGenerated] = ['2026-11-20T10:30:00.000Z', '2026-11-20T09:00:00.000Z'];

describe('the time of a load test', () => {
  it.each([
    { name: 'handleSummary: its duration, to the file’s time', content: run('handleSummary'), to: atModified },
    { name: '--summary-export: count ÷ rate, to the file’s time', content: run('summary-export'), to: atModified },
    {
      name: 'machine-readable: its duration, to the instant it names',
      content: run('machine-readable'),
      to: atGenerated,
    },
    {
      name: 'an instant with a zone and nanoseconds',
      content: run('machine-readable', { metadata: { generated_at: '2026-11-20T10:00:00.000000001+01:00' } }),
      to: atGenerated,
    },
    {
      name: 'an instant that is none',
      content: run('machine-readable', { metadata: { generated_at: 'yesterday' } }),
      to: atModified,
    },
    ...[{ testRunDurationMs: 1e300 }, { testRunDurationMs: -5 }, { testRunDurationMs: 'long' }, null].map((state) => ({
      name: `count ÷ rate where the state is ${JSON.stringify(state)}`,
      content: run('handleSummary', { state }),
      to: atModified,
    })),
  ])('$name', async ({ content, to }) => {
    const { window, collectedAt, sections } = await collect(content);
    expect({ window, collectedAt }).toEqual({ window: minute(to), collectedAt: to });
    expect(sections.latency?.status).toBe('ok');
  });

  it('counts iterations before requests, for each runs as long as the test', async () => {
    const iterations = { count: 30, rate: 0.25 };
    const { window } = await collect({ metrics: { iterations, http_reqs: { count: 9, rate: 9 } } });
    expect(window).toEqual({ from: '2026-11-20T10:28:00.000Z', to: atModified });
  });

  it.each([
    { name: 'no counter', http_reqs: {} },
    { name: 'a counter without a rate', http_reqs: { count: 100 } },
    { name: 'a rate of zero', http_reqs: { count: 100, rate: 0 } },
    { name: 'a rate that is not a number', http_reqs: { count: 100, rate: null } },
  ])(
    'is unknown with $name: the window asked for is kept, with a remark, and the file’s own time',
    async ({ http_reqs }) => {
      const metrics = { http_req_duration: { med: 100, 'p(95)': 200, count: 100 }, http_reqs };
      const { window, collectedAt, sections } = await collect({ metrics });
      expect([window, collectedAt]).toEqual([undefined, atModified]);
      expect(sections.latency?.remarks).toContainEqual({
        reason: 'no-series',
        message: expect.stringContaining('does not tell how long the test ran'),
      });
    },
  );
});
