import { describe, expect, it } from 'vitest';
import type { Replayed } from '../../src/judge/replay/replayed.ts';
import type { JudgeName } from '../../src/model/canary/judge-name.ts';
import { fromFaultOn, judgeHealthy, judgeIssue, type PetVerdict } from './judge-petshop.ts';
import { readPetShop } from './read-petshop.ts';

const shop = readPetShop();

function count(verdicts: readonly PetVerdict[], judge: JudgeName, outcome: Replayed['outcome']): number {
  return verdicts.filter(({ judged }) => judged.get(judge)?.outcome === outcome).length;
}

describe.skipIf(shop === null)('PetShop, a public data set of injected faults', () => {
  const { healthy, issues } = shop ?? { healthy: [], issues: [] };

  it('is there', () => {
    expect(healthy).toHaveLength(589);
    expect(issues).toHaveLength(26);
    for (const { rows } of [{ rows: healthy }, ...issues])
      for (const { requests, availability, latency } of rows) {
        expect(requests).toBeGreaterThan(0);
        expect(availability).toBeLessThanOrEqual(100);
        expect([...latency.values()].every((value) => value > 0)).toBe(true);
      }
  });

  it('the healthy run against itself: thresholds stop all of it, ours one stretch, whose response times really differ', () => {
    const itself = judgeHealthy(healthy);
    expect(itself).toHaveLength(58);
    expect(count(itself, 'tollgate', 'stopped')).toBeLessThanOrEqual(1);
    expect(count(itself, 'tollgate', 'passed')).toBeGreaterThanOrEqual(40);
    expect(count(itself, 'kayenta', 'stopped')).toBeLessThanOrEqual(2);
    expect(count(itself, 'threshold', 'stopped')).toBeGreaterThanOrEqual(55);
  });

  it('the injected faults: what lasts long enough is stopped; a look or two of it is not', () => {
    const judged = issues.map((issue, at) => judgeIssue(issue, fromFaultOn(issue), { healthy, seed: at + 1 }));
    expect(count(judged, 'tollgate', 'stopped')).toBeGreaterThanOrEqual(10);
    expect(count(judged, 'tollgate', 'passed')).toBeLessThanOrEqual(7);
    expect(count(judged, 'kayenta', 'passed')).toBeGreaterThan(count(judged, 'tollgate', 'passed'));
  });
});
