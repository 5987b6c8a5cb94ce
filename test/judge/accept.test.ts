import { describe, expect, it } from 'vitest';
import { differenceOf } from '../../src/judge/difference.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Baseline, Difference } from '../../src/model/policy.ts';
import type { Profile } from '../../src/model/profile.ts';
import { addressesOf, comparisonOf, record, releaseComparisonOf, verdictOf } from '../fixtures/comparison.ts';

const production = record('production', 3);
const lying = record('staging', 4, { changes: new Map([['GET /cart', { failed: 0.03 }]]) });
const plain = verdictOf(comparisonOf(production, lying));
const [lie] = plain.findings;
if (lie === undefined) throw new Error('the lie is found');

function sized(finding: Finding): Difference {
  const difference = differenceOf(finding);
  if (difference === null) throw new Error(`${finding.subject} has no size`);
  return difference;
}

/** Everything that differs, as `--write-baseline` would hold it if nothing were too grave for it. */
function everythingIn(candidate: Profile): Baseline {
  const diverged = verdictOf(comparisonOf(production, candidate)).findings.filter(
    ({ status }) => status === 'diverged',
  );
  return {
    writtenAt: '2026-11-19T00:00:00Z',
    entries: Object.fromEntries(diverged.map((finding) => [finding.fingerprint, sized(finding)])),
  };
}

function latencyOf(profile: Profile) {
  const { latency } = profile.sections;
  if (latency === undefined) throw new Error('latency is recorded');
  return latency;
}

function deadSection(profile: Profile): Profile {
  const latency = {
    ...latencyOf(profile),
    status: 'unavailable' as const,
    reason: 'timeout' as const,
    message: 'no answer',
    evidence: [],
  };
  return { ...profile, sections: { ...profile.sections, latency } };
}

function deadRoutes(profile: Profile): Profile {
  const section = latencyOf(profile);
  const evidence = section.evidence.map(({ source, measure, scope, query }) => ({
    source,
    measure,
    scope,
    query,
    state: 'unreachable' as const,
    reason: 'timeout' as const,
    message: 'no answer',
  }));
  return { ...profile, sections: { ...profile.sections, latency: { ...section, evidence } } };
}

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
  const writtenAt = '2026-11-01T00:00:00Z';
  const { kind, size } = sized(lie);
  const entries = { [lie.fingerprint]: { kind, size } };

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
      baseline: { writtenAt, entries: { other: { kind, size } } },
      decision: 'fail',
    },
    {
      name: 'covers a difference that has grown by less than a quarter',
      baseline: { writtenAt, entries: { [lie.fingerprint]: { kind, size: size / 1.24 } } },
      decision: 'pass',
    },
    {
      name: 'does not cover a difference that has grown by more than a quarter',
      baseline: { writtenAt, entries: { [lie.fingerprint]: { kind, size: size / 1.26 } } },
      decision: 'fail',
    },
    {
      name: 'does not cover a difference in the other direction',
      baseline: { writtenAt, entries: { [lie.fingerprint]: { kind, size: -size } } },
      decision: 'fail',
    },
    {
      name: 'does not compare a difference with a ratio',
      baseline: { writtenAt, entries: { [lie.fingerprint]: { kind: 'ratio' as const, size: 99 } } },
      decision: 'fail',
    },
  ])('$name', ({ baseline, decision }) => {
    expect(withBaseline(baseline).decision).toBe(decision);
  });

  it('never swallows a blocking finding', () => {
    const previous = record('previous', 3);
    const slow = record('staging', 4, { slowness: 2 });
    const comparison = releaseComparisonOf(previous, slow);
    const all = Object.fromEntries(
      verdictOf(comparison).findings.map(({ fingerprint }) => [fingerprint, { kind: 'ratio' as const, size: 99 }]),
    );
    const verdict = verdictOf({
      ...comparison,
      policy: { ...comparison.policy, baseline: { writtenAt: '2026-11-19T00:00:00Z', entries: all } },
    });
    expect(verdict.decision).toBe('fail');
  });
});

describe('the baseline of a service that fails now and then', () => {
  const failing = (failed: number) => record('staging', 4, { changes: new Map([['GET /cart', { failed }]]) });
  const without = (route: string) => record('staging', 4, { changes: new Map([[route, null]]) });

  it.each([
    { name: '3 % today and 3.2 % tomorrow', held: failing(0.03), now: failing(0.032), decision: 'pass' },
    { name: '3 % today and 5 % tomorrow', held: failing(0.03), now: failing(0.05), decision: 'fail' },
    { name: '3 % today and a total outage tomorrow', held: failing(0.03), now: failing(1), decision: 'fail' },
    { name: '20 % on both days', held: failing(0.2), now: failing(0.2), decision: 'pass' },
    { name: 'a severe 30 % on both days', held: failing(0.3), now: failing(0.3), decision: 'fail' },
    {
      name: 'a route with 1 % of the requests that is missing on both days',
      held: without('POST /webhooks/payment'),
      now: without('POST /webhooks/payment'),
      decision: 'pass',
    },
    {
      name: 'a route with 7 % of the requests that is missing on both days',
      held: without('GET /cart'),
      now: without('GET /cart'),
      decision: 'fail',
    },
  ])('$name: $decision', ({ held, now, decision }) => {
    expect(withBaseline(everythingIn(held), now).decision).toBe(decision);
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

  it.each([
    { name: 'a whole section', spoil: deadSection },
    { name: 'every route', spoil: deadRoutes },
  ])('never hides a provider that gave no answer for $name', ({ spoil }) => {
    const dead = spoil(record('staging', 4));
    const all = [...expected, { check: 'latency/evidence', status: 'unmeasured' as const, reason: 'none' }];
    const verdict = verdictOf(comparisonOf(production, dead, { expected: all }));
    expect(verdict).toMatchObject({ decision: 'inconclusive', reasonCode: 'provider-unreachable' });
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
