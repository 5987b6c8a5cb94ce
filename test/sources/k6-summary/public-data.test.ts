import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Section } from '../../../src/model/profile.ts';
import { createK6SummarySource } from '../../../src/sources/k6-summary/create-k6-summary-source.ts';
import { publicData as data } from '../../fixtures/public-data.ts';

const folder = join(data, 'k6/summary');
const isHere = existsSync(folder);
const files = isHere ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
if (!isHere)
  console.warn(`skipped: k6 summaries of public projects, because there is no folder ${folder} (TOLLGATE_TEST_DATA)`);

const window = { from: '2026-11-20T08:00:00.000Z', to: '2026-11-20T09:00:00.000Z' };
const Numbers = z.looseObject({ med: z.number(), 'p(95)': z.number() });
const Metrics = z.object({
  metrics: z.looseObject({
    http_req_duration: z.union([z.object({ values: Numbers }).transform(({ values }) => values), Numbers]),
    http_reqs: z.union([
      z.object({ values: z.object({ count: z.number() }) }).transform(({ values }) => values),
      z.object({ count: z.number() }),
    ]),
  }),
});

describe.skipIf(!isHere)('k6 summaries of public projects', () => {
  it('are there', () => expect(files.length).toBeGreaterThan(0));
  it.each(files)('%s is read, number for number', async (file) => {
    const { metrics } = Metrics.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    const source = createK6SummarySource({ file: join(folder, file), maxSeries: 10_000 });
    const { sections } = await source.collect({
      side: 'staging',
      window,
      topics: ['latency', 'errors'],
      dryRun: false,
    });
    const latency = Section.parse(sections.latency);
    expect(latency.status).toBe('ok');
    expect(latency.evidence).toMatchObject([
      {
        scope: { route: null },
        value: {
          unit: 's',
          entries: {
            p50: metrics.http_req_duration.med / 1000,
            p95: metrics.http_req_duration['p(95)'] / 1000,
            count: metrics.http_reqs.count,
          },
        },
      },
    ]);
    const [errors] = Section.parse(sections.errors).evidence;
    if (errors?.state === 'present')
      expect(errors.value).toMatchObject({ kind: 'counts', total: metrics.http_reqs.count });
    else expect(errors?.reason).toBe('no-series');
  });
});
