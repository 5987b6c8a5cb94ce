import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../src/judge/accept.ts';
import type { Baseline } from '../../src/model/policy.ts';
import { addressesOf, comparisonOf, record, releaseComparisonOf, verdictOf } from '../fixtures/comparison.ts';

const production = record('production', 3);
const lying = record('staging', 4, { changes: new Map([['GET /cart', { failed: 0.03 }]]) });
const plain = verdictOf(comparisonOf(production, lying));
const [lie] = plain.findings;
if (lie === undefined) throw new Error('the lie is found');

function withBaseline(baseline: Baseline, candidate = lying) {
  const comparison = comparisonOf(production, candidate);
  return verdictOf({ ...comparison, policy: { ...comparison.policy, baseline } });
}

describe('waivers', () => {
  const waiver = { reason: 'the sandbox fails on purpose', owner: '@payments', expires: '2026-12-31' };

  it.each([
    { name: 'fingerprint', finding: lie.fingerprint },
    { name: 'address', finding: 'errors/error-rate GET /cart' },
  ])('accept the one finding that they name by $name', ({ finding }) => {
    const verdict = verdictOf(comparisonOf(production, lying, { waivers: [{ finding, ...waiver }] }));
    expect(verdict.decision).toBe('pass');
    expect(addressesOf(verdict, 'accepted')).toEqual(['errors/error-rate GET /cart']);
    expect(verdict.findings.find((one) => one.status === 'accepted')).toMatchObject({ reasonCode: 'waived', waiver });
  });

  it('no longer count after their last day', () => {
    const expired = { ...waiver, expires: '2026-11-19' };
    const verdict = verdictOf(comparisonOf(production, lying, { waivers: [{ finding: lie.fingerprint, ...expired }] }));
    expect(verdict.decision).toBe('fail');
    expect(verdict.findings[0]).toMatchObject({ status: 'diverged', reasonCode: 'waiver-expired', waiver: expired });
  });

  it('cover nothing else', () => {
    const verdict = verdictOf(
      comparisonOf(production, lying, { waivers: [{ finding: 'errors/error-rate GET /', ...waiver }] }),
    );
    expect(verdict.decision).toBe('fail');
  });
});

describe('the baseline', () => {
  const entries = { [lie.fingerprint]: sizeOf(lie) };

  it.each([
    {
      name: 'accepts a difference that it holds',
      baseline: { writtenAt: '2026-11-01T00:00:00Z', entries },
      decision: 'pass',
    },
    { name: 'expires after 30 days', baseline: { writtenAt: '2026-10-01T00:00:00Z', entries }, decision: 'fail' },
    {
      name: 'does not count before it was written',
      baseline: { writtenAt: '2026-12-01T00:00:00Z', entries },
      decision: 'fail',
    },
    {
      name: 'covers nothing that it does not hold',
      baseline: { writtenAt: '2026-11-01T00:00:00Z', entries: { other: 9 } },
      decision: 'fail',
    },
    {
      name: 'does not cover a difference that has grown',
      baseline: { writtenAt: '2026-11-01T00:00:00Z', entries: { [lie.fingerprint]: sizeOf(lie) / 2 } },
      decision: 'fail',
    },
  ])('$name', ({ baseline, decision }) => {
    expect(withBaseline(baseline).decision).toBe(decision);
  });

  it('never swallows a blocking finding', () => {
    const previous = record('previous', 3);
    const slow = record('staging', 4, { slowness: 2 });
    const comparison = releaseComparisonOf(previous, slow);
    const all = Object.fromEntries(verdictOf(comparison).findings.map((finding) => [finding.fingerprint, 99]));
    const verdict = verdictOf({
      ...comparison,
      policy: { ...comparison.policy, baseline: { writtenAt: '2026-11-19T00:00:00Z', entries: all } },
    });
    expect(verdict.decision).toBe('fail');
  });
});

describe('expected: unmeasured', () => {
  const quiet = record('staging', 4, { requests: 4000 });
  const expected = [
    { check: 'latency/p95', status: 'unmeasured' as const, reason: 'staging is quiet at night' },
    { check: 'errors/error-rate', status: 'unmeasured' as const, reason: 'staging is quiet at night' },
  ];

  it('keeps a quiet staging from being red every day, and counts nothing as measured', () => {
    const verdict = verdictOf(comparisonOf(production, quiet, { expected }));
    expect(verdict.decision).toBe('pass');
    expect(verdict.coverage).toBeLessThan(0.5);
    expect(
      verdict.findings
        .filter((finding) => finding.check === 'p95')
        .every((finding) => finding.status !== 'match' || finding.reasonCode === 'within-tolerance'),
    ).toBe(true);
  });

  it('never makes a pass of nothing at all', () => {
    const empty = { ...quiet, sections: {} };
    const checks = ['latency/evidence', 'errors/evidence', 'resources/evidence', 'latency/p95', 'errors/error-rate'];
    const verdict = verdictOf(
      comparisonOf(production, empty, {
        expected: checks.map((check) => ({ check, status: 'unmeasured', reason: 'none' })),
      }),
    );
    expect(verdict).toMatchObject({ decision: 'inconclusive', reasonCode: 'no-evidence', score: null });
  });
});
