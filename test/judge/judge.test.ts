import { describe, expect, it } from 'vitest';
import type { Settings } from '../../src/config/schema.ts';
import { Verdict } from '../../src/model/verdict.ts';
import { addressesOf, comparisonOf, honest, record, releaseComparisonOf, verdictOf } from '../fixtures/comparison.ts';

const checkout = 'POST /checkout';

describe('the identical twin', () => {
  it('is silent over 20 seeds, and passes', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const verdict = verdictOf(
        comparisonOf(record('production', seed), record('staging', 1000 + seed, { requests: 160_000 })),
      );
      expect(addressesOf(verdict, 'diverged'), `seed ${seed}`).toEqual([]);
      expect(verdict.decision, `seed ${seed}`).toBe('pass');
    }
  });

  it('is unmeasured, not diverged, on a fiftieth of the traffic', () => {
    const verdict = verdictOf(comparisonOf(record('production', 1), record('staging', 2, { requests: 4000 })));
    expect(addressesOf(verdict, 'diverged')).toEqual([]);
    expect(verdict).toMatchObject({ decision: 'inconclusive', reasonCode: 'required-unmeasured' });
    expect(verdict.findings.find((finding) => finding.required && finding.status === 'unmeasured')).toMatchObject({
      check: 'p95-measured',
      reasonCode: 'too-few-requests',
    });
  });

  it('is never compared with itself', () => {
    const one = record('production', 1);
    const verdict = verdictOf(comparisonOf(one, { ...one, environment: 'staging' }));
    expect(verdict).toMatchObject({ decision: 'inconclusive', score: null });
    expect(verdict.findings.map((finding) => finding.reasonCode)).toEqual(['identical-evidence']);
  });
});

describe('planted lies', () => {
  it.each([
    {
      name: 'a route five times as slow',
      changes: { changes: new Map([[checkout, { median: 0.045 * 5 }]]) },
      expected: [`latency/p50 ${checkout}`, `latency/p95 ${checkout}`, `latency/p99 ${checkout}`],
    },
    {
      name: 'a route five times as fast',
      changes: { changes: new Map([['GET /search', { median: 0.11 / 5 }]]) },
      expected: ['latency/p50 GET /search', 'latency/p95 GET /search', 'latency/p99 GET /search'],
    },
    {
      name: 'a route with 3 % errors',
      changes: { changes: new Map([['GET /cart', { failed: 0.03 }]]) },
      expected: ['errors/error-rate GET /cart'],
    },
    {
      name: 'a route that is missing',
      changes: { changes: new Map([['GET /orders', null]]) },
      expected: ['traffic/missing-route GET /orders'],
    },
    { name: 'a quarter of the memory in use', changes: { memoryShare: 0.125 }, expected: ['resources/memory total'] },
    { name: 'CPU three times as dear', changes: { cpuPerRequest: 0.063 }, expected: ['resources/cpu total'] },
    {
      name: 'another status for a third of the answers',
      changes: { changes: new Map([['GET /account', { rejected: 0.33 }]]) },
      expected: ['errors/status-mix GET /account'],
    },
  ])('$name is found, and nothing else', ({ changes, expected }) => {
    const verdict = verdictOf(
      comparisonOf(record('production', 3), record('staging', 4, { requests: 230_000, pods: 5, ...changes })),
    );
    expect(addressesOf(verdict, 'diverged')).toEqual(expected);
  });

  it('a slower box is no lie: the common factor is reported on its own', () => {
    const verdict = verdictOf(comparisonOf(record('production', 3), record('staging', 4, { slowness: 1.7 })));
    expect(addressesOf(verdict, 'diverged')).toEqual([]);
    const factor = verdict.findings.find((finding) => finding.check === 'common-factor');
    expect(factor?.candidate?.value).toBeCloseTo(1.7, 1);
  });

  it('one route that does not follow the common factor is', () => {
    const staging = record('staging', 4, { slowness: 1.7, changes: new Map([[checkout, { median: 0.045 / 1.7 }]]) });
    const verdict = verdictOf(comparisonOf(record('production', 3), staging));
    expect(addressesOf(verdict, 'diverged')).toEqual([
      `latency/p50 ${checkout}`,
      `latency/p95 ${checkout}`,
      `latency/p99 ${checkout}`,
    ]);
  });

  it('resources are not compared at another load', () => {
    const verdict = verdictOf(
      comparisonOf(record('production', 3), record('staging', 4, { pods: 2, memoryShare: 0.1 })),
    );
    expect(verdict.findings.find((finding) => finding.check === 'memory')).toMatchObject({
      status: 'unmeasured',
      reasonCode: 'load-not-comparable',
    });
  });

  it('a declared ratio is taken into account, and "any" accepts', () => {
    const staging = record('staging', 4, { cpuPerRequest: 0.063, memoryShare: 0.1 });
    const settings: Settings = { scale: { cpu: 3, memory: 'any' } };
    const verdict = verdictOf(comparisonOf(record('production', 3), staging, settings));
    expect(verdict.findings.find((finding) => finding.check === 'cpu')?.status).toBe('match');
    expect(verdict.findings.find((finding) => finding.check === 'memory')).toMatchObject({
      status: 'accepted',
      reasonCode: 'declared-any',
    });
  });
});

describe('ignored routes', () => {
  it('are judged by no check, and do not count against what must be measured', () => {
    const busyProbe = { ...honest, name: 'production', changes: new Map([['GET /', { share: 3 }]]) };
    const production = record('production', 3, busyProbe);
    const staging = record('staging', 4, { changes: new Map([['GET /', null]]) });
    expect(verdictOf(comparisonOf(production, staging)).decision).toBe('fail');
    const verdict = verdictOf(
      comparisonOf(production, staging, { routes: { ignore: ['GET /'] }, scale: { traffic: 'any' } }),
    );
    expect(verdict.decision).toBe('pass');
    expect(verdict.findings.filter((finding) => finding.subject === 'GET /')).toEqual([]);
  });

  it('are named where a pattern matches none: it is probably misspelt', () => {
    const verdict = verdictOf(
      comparisonOf(record('production', 3), record('staging', 4), { routes: { ignore: ['GET /', '/helthz*'] } }),
    );
    expect(verdict.remarks.filter((remark) => remark.startsWith('routes.ignore'))).toEqual([
      'routes.ignore: no route of this run matches “/helthz*”',
    ]);
  });
});

describe('the release question', () => {
  const previous = record('previous', 5);

  it('blocks a build that slows everything down: nothing is taken out as common', () => {
    const verdict = verdictOf(releaseComparisonOf(previous, record('staging', 6, { slowness: 1.8 })));
    expect(verdict.decision).toBe('fail');
    expect(verdict.findings[0]).toMatchObject({ severity: 'block', status: 'diverged', dimension: 'latency' });
    // What slips through staging is the platform team's question, not the author's.
    expect(verdict.findings.map(({ risk, remedy }) => `${risk} ${remedy}`).join(' ')).not.toMatch(
      /not reproduced|unseen/,
    );
  });

  it('lets a build pass that became faster', () => {
    const verdict = verdictOf(releaseComparisonOf(previous, record('staging', 6, { slowness: 0.5 })));
    expect(verdict.decision).toBe('pass');
  });

  it('does not fail for what only warns', () => {
    const verdict = verdictOf(
      releaseComparisonOf(previous, record('staging', 6, { changes: new Map([['GET /orders', null]]) })),
    );
    expect(addressesOf(verdict, 'diverged')).toEqual(['traffic/missing-route GET /orders']);
    expect(verdict.decision).toBe('pass');
  });
});

describe('every verdict', () => {
  const verdict = verdictOf(
    comparisonOf(record('production', 3), record('staging', 4, { changes: new Map([[checkout, { median: 1 }]]) })),
  );

  it('follows its schema and is replayed to the same bytes', () => {
    expect(() => Verdict.parse(verdict)).not.toThrow();
    const again = verdictOf(
      comparisonOf(record('production', 3), record('staging', 4, { changes: new Map([[checkout, { median: 1 }]]) })),
    );
    expect(JSON.stringify(again)).toBe(JSON.stringify(verdict));
  });

  it('reports the change as candidate ÷ reference - 1, with interval, sample sizes and what to do', () => {
    const finding = verdict.findings.find((one) => one.check === 'p95' && one.subject === checkout);
    expect(finding?.change).toBeCloseTo((finding?.candidate?.value ?? 0) / (finding?.reference?.value ?? 1) - 1, 12);
    expect(finding?.interval?.[0]).toBeLessThan(finding?.change ?? 0);
    expect(finding?.interval?.[1]).toBeGreaterThan(finding?.change ?? 0);
    expect(finding?.reference?.n).toBe(6000);
    expect(finding?.remedy).not.toBe('');
    expect(finding?.detail).toMatchObject({ kind: 'slower-share' });
  });
});
