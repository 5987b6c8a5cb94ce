import { describe, expect, it } from 'vitest';
import { Profile } from '../../src/model/profile.ts';
import { collectProfile } from '../../src/probes/collect-profile.ts';
import { createK6SummarySource } from '../../src/sources/k6-summary/create-k6-summary-source.ts';
import { createRecordedSource } from '../../src/sources/recorded/create-recorded-source.ts';
import type { Source } from '../../src/sources/source.ts';
import { metricsByName, summaryOf } from '../sources/k6-summary/summary-files.ts';
import { profileOf, sectionsOf } from '../sources/recorded/profiles.ts';
import { temporaryFolder } from '../sources/temporary-folder.ts';

const { write } = temporaryFolder();
const now = new Date('2026-11-21T12:00:00Z');

/** What is collected from a source now, written and read again as `collect` does. */
async function collect(source: Source): Promise<Profile> {
  const subject = { service: 'shop', region: null, release: null };
  const side = {
    environment: 'staging',
    source,
    window: { kind: 'last', seconds: 3600 },
    subject,
    history: true,
    database: null,
    parts: ['behaviour'],
  } as const;
  const profile = await collectProfile(side, { now, dryRun: false, progress: () => {} });
  return Profile.parse(JSON.parse(JSON.stringify(profile)));
}

describe('when a profile was collected', () => {
  it.each([
    { name: 'keeps the time of an old one', collectedAt: '2026-11-01T09:05:00Z', expected: '2026-11-01T09:05:00Z' },
    { name: 'is never in the future', collectedAt: '2027-11-01T09:05:00Z', expected: now.toISOString() },
  ])('$name', async ({ name, collectedAt, expected }) => {
    const file = write(`${name}.json`, profileOf(sectionsOf(['GET /x']), { collectedAt }));
    const profile = await collect(createRecordedSource(file));
    expect(profile.collectedAt).toBe(expected);
    const again = createRecordedSource(write(`${name} again.json`, profile));
    expect((await collect(again)).collectedAt, 'collected once more').toBe(expected);
  });

  it('is the end of the load test that a k6 summary tells of, whose time is its window', async () => {
    const route = { name: 'GET /x', med: 100, p95: 200, failed: 0, count: 100 };
    const file = write('summary.json', summaryOf('machine-readable', metricsByName([route])));
    expect(await collect(createK6SummarySource({ file, maxSeries: 1000 }))).toMatchObject({
      collectedAt: '2026-11-20T09:00:00.000Z',
      window: { from: '2026-11-20T08:59:00.000Z', to: '2026-11-20T09:00:00.000Z' },
    });
  });

  it('is now where the source measures now', async () => {
    const silent: Source = { name: 'silent', collect: async () => ({ sections: {}, queries: {} }) };
    expect((await collect(silent)).collectedAt).toBe(now.toISOString());
  });
});
