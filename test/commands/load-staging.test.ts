import { describe, expect, it } from 'vitest';
import { loadedSides } from '../../src/commands/load-staging.ts';
import type { WindowChoice } from '../../src/config/window-choice.ts';
import type { LoadResult } from '../../src/model/load-result.ts';
import { tool } from '../../src/model/tool.ts';
import type { Side } from '../../src/probes/collect-profile.ts';

const lastHour = { kind: 'last', seconds: 3600 } as const;
const earlier = { kind: 'last', seconds: 7200 } as const;
const window = { from: '2026-11-20T06:00:00.000Z', to: '2026-11-20T06:25:00.000Z' };
const fixed = { kind: 'fixed', window } as const;

const side = (environment: string, choice: WindowChoice): Side => ({
  environment,
  source: { name: 'none', collect: async () => ({ sections: {}, queries: {} }) },
  database: null,
  window: choice,
  subject: { service: 'shop', region: null, release: null },
  history: false,
  parts: ['behaviour'],
});
const result = (given: Partial<LoadResult>): LoadResult => ({
  schema: 'tollgate.load/1',
  tool,
  script: 'load.js',
  outcome: 'kept',
  reasonCode: null,
  message: '',
  exitCode: 0,
  window,
  requests: 1,
  iterations: 1,
  dropped: 0,
  reached: 1,
  crossed: [],
  ...given,
});

describe('both sides after a load', () => {
  it.each([
    { name: 'production keeps its window', question: 'fidelity', reference: lastHour, expected: lastHour },
    {
      name: 'a build beside the new one is measured under the same load',
      question: 'release',
      reference: lastHour,
      expected: fixed,
    },
    { name: 'a build of another time keeps its window', question: 'release', reference: earlier, expected: earlier },
  ] as const)('$name', ({ question, reference, expected }) => {
    const sides = loadedSides(
      { reference: side('reference', reference), candidate: side('staging', lastHour) },
      result({}),
      question,
    );
    expect([sides.reference.window, sides.candidate.window]).toEqual([expected, fixed]);
  });

  it('give no evidence of staging where the load was none', async () => {
    const none = result({
      outcome: 'not-measured',
      reasonCode: 'load-not-measured',
      message: 'k6 was killed',
      window: null,
    });
    const { candidate } = loadedSides(
      { reference: side('production', lastHour), candidate: side('staging', lastHour) },
      none,
      'fidelity',
    );
    const collected = await candidate.source?.collect({ side: 'staging', window, topics: ['latency'], dryRun: false });
    expect(collected?.sections.latency).toMatchObject({
      status: 'unavailable',
      reason: 'load-not-measured',
      message: 'load.js: k6 was killed',
    });
    expect(candidate.window).toEqual(lastHour);
  });
});
