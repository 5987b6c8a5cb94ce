import { describe, expect, it } from 'vitest';
import type { Collected, CollectRequest, Source } from '../../src/sources/source.ts';
import { withoutSecrets } from '../../src/sources/without-secrets.ts';

const request: CollectRequest = {
  side: 'staging',
  window: { from: '2026-11-20T11:00:00.000Z', to: '2026-11-20T12:00:00.000Z' },
  topics: ['latency'],
  dryRun: false,
};

function sourceOf(route: string, requests: number): { source: Source; collected: Collected } {
  const collected: Collected = {
    queries: { 'staging/latency': 'sum(x)' },
    sections: {
      latency: {
        status: 'ok',
        reason: null,
        message: null,
        source: 'test',
        convention: null,
        remarks: [{ reason: 'server-warning', message: `seen on ${route}` }],
        evidence: [
          {
            state: 'present',
            measure: 'requests',
            scope: { route, slice: '' },
            source: 'test',
            query: 'staging/latency',
            value: { kind: 'record', entries: { 200: requests }, unit: 'requests' },
          },
        ],
      },
    },
  };
  return { source: { name: 'test', collect: async () => collected }, collected };
}

describe('withoutSecrets', () => {
  it('strikes secrets out of every text of an answer, and leaves numbers alone', async () => {
    const { source } = sourceOf('/reset/2000', 20_000);
    expect(await withoutSecrets(source, ['2000']).collect(request)).toEqual(sourceOf('/reset/***', 20_000).collected);
  });

  it('hands an answer without secrets on as it is', async () => {
    const { source, collected } = sourceOf('/reset/{token}', 5);
    expect(await withoutSecrets(source, ['s3cr3t']).collect(request)).toBe(collected);
  });
});
