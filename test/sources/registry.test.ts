import { describe, expect, it } from 'vitest';
import { Metrics } from '../../src/config/schema.ts';
import { createSource } from '../../src/sources/registry.ts';

const window = { from: '2026-11-20T08:00:00.000Z', to: '2026-11-20T09:00:00.000Z' };

describe('createSource', () => {
  it.each([
    { source: 'prometheus', url: 'http://127.0.0.1:9' },
    { source: 'k6-summary', file: 'summary.json' },
    { source: 'recorded', file: 'profile.json' },
  ])('builds $source', async (metrics) => {
    expect((await createSource(Metrics.parse(metrics), [])).name).toBe(metrics.source);
  });
  it('builds every source of the schema', async () => {
    const { options } = Metrics.shape.source.unwrap();
    expect(options).toEqual(['prometheus', 'k6-summary', 'recorded']);
  });
  it.each(['prometheus', 'k6-summary', 'recorded'])(
    'gives no evidence for %s without its address or file',
    async (source) => {
      const built = await createSource(Metrics.parse({ source }), []);
      const { sections } = await built.collect({ side: 'staging', window, topics: ['latency'], dryRun: false });
      expect(sections.latency).toMatchObject({ status: 'unavailable', reason: 'not-found', source });
    },
  );
});
