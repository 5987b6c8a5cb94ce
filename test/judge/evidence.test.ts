import { describe, expect, it } from 'vitest';
import type { Evidence, Histogram, Value } from '../../src/model/evidence.ts';
import type { Profile, Section } from '../../src/model/profile.ts';
import type { ReasonCode } from '../../src/model/reason-codes.ts';
import { addressesOf, comparisonOf, record, verdictOf, window } from '../fixtures/comparison.ts';

const production = record('production', 3);
const staging = record('staging', 4);

function unavailable(reason: ReasonCode): Section {
  return {
    status: 'unavailable',
    reason,
    message: `because of ${reason}`,
    source: 'prometheus',
    convention: null,
    remarks: [],
    evidence: [],
  };
}

function withLatency(profile: Profile, change: (value: Histogram, route: string) => Value): Profile {
  const section = profile.sections.latency;
  if (section === undefined) throw new Error('the recording has latencies');
  const evidence = section.evidence.map(
    (one): Evidence =>
      one.state === 'present' && one.value.kind === 'histogram'
        ? { ...one, value: change(one.value, one.scope.route ?? '') }
        : one,
  );
  return { ...profile, sections: { ...profile.sections, latency: { ...section, evidence } } };
}

const p95 = (profile: Profile, route: string) =>
  verdictOf(comparisonOf(production, profile)).findings.find((one) => one.check === 'p95' && one.subject === route);

describe('a side that gives no evidence', () => {
  it.each(['source-empty', 'no-known-convention', 'not-a-number', 'no-series'] satisfies ReasonCode[])(
    '%s leaves the question open and accuses nobody',
    (reason) => {
      const silent = {
        ...staging,
        sections: { latency: unavailable(reason), errors: unavailable(reason), resources: unavailable(reason) },
      };
      const verdict = verdictOf(comparisonOf(production, silent));
      expect(verdict).toMatchObject({ decision: 'inconclusive', reasonCode: 'required-unmeasured', score: null });
      expect(addressesOf(verdict, 'diverged')).toEqual([]);
    },
  );

  it.each([
    'unauthorized',
    'forbidden',
    'rate-limited',
    'server-error',
    'timeout',
    'unreachable',
    'bad-response',
  ] satisfies ReasonCode[])('%s is an error of the provider, never a difference', (reason) => {
    const dead = {
      ...staging,
      sections: { latency: unavailable(reason), errors: unavailable(reason), resources: unavailable(reason) },
    };
    const verdict = verdictOf(comparisonOf(production, dead));
    expect(verdict).toMatchObject({ decision: 'inconclusive', reasonCode: 'provider-unreachable' });
    expect(addressesOf(verdict, 'error')).toEqual([
      'errors/evidence total',
      'latency/evidence total',
      'resources/evidence total',
    ]);
  });

  it('fails all the same when what could be measured diverged', () => {
    const lying = record('staging', 4, { changes: new Map([['GET /cart', { failed: 0.03 }]]) });
    const verdict = verdictOf(
      comparisonOf(production, { ...lying, sections: { ...lying.sections, latency: unavailable('timeout') } }),
    );
    expect(verdict.decision).toBe('fail');
  });

  it('passes without resources, which are not required', () => {
    const verdict = verdictOf(
      comparisonOf(production, { ...staging, sections: { ...staging.sections, resources: unavailable('timeout') } }),
    );
    expect(verdict.decision).toBe('pass');
  });

  it.each(['reference', 'candidate'] as const)('an idle %s leaves the question open', (role) => {
    const idle = (profile: Profile): Profile => ({
      ...profile,
      sections: {
        ...profile.sections,
        latency: { ...unavailable('no-series'), status: 'ok' },
        errors: { ...unavailable('no-series'), status: 'ok' },
      },
    });
    const verdict = verdictOf(
      role === 'reference' ? comparisonOf(idle(production), staging) : comparisonOf(production, idle(staging)),
    );
    expect(verdict.decision).toBe('inconclusive');
    expect(verdict.findings.filter((finding) => finding.required).map((finding) => finding.reasonCode)).toEqual([
      `no-${role}-traffic`,
      `no-${role}-traffic`,
    ]);
  });

  it('a profile older than fourteen days says nothing, one older than seven is remarked upon', () => {
    const on = (today: string) => verdictOf({ ...comparisonOf(production, staging), today });
    expect(on('2026-12-05').findings.map((finding) => finding.reasonCode)).toEqual(['profile-stale']);
    expect(on('2026-12-01')).toMatchObject({ decision: 'pass' });
    expect(on('2026-12-01').remarks.join()).toContain('11 days old');
  });

  it('a window shorter than the least load is not judged', () => {
    const short = { ...staging, window: { from: '2026-11-20T09:50:00.000Z', to: window.to } };
    const verdict = verdictOf(comparisonOf(production, short));
    expect(verdict.findings.map((finding) => finding.reasonCode)).toEqual(['window-too-short']);
    expect(verdict.decision).toBe('inconclusive');
  });
});

describe('histograms that do not fit', () => {
  const coarsened =
    (kept: readonly number[]) =>
    (value: Histogram): Histogram => {
      const indices = value.bounds.flatMap((bound, index) => (kept.includes(bound) ? [index] : []));
      return {
        ...value,
        bounds: indices.map((index) => value.bounds[index] ?? 0),
        cumulative: [...indices.map((index) => value.cumulative[index] ?? 0), value.cumulative.at(-1) ?? 0],
      };
    };

  it('are compared on the bounds that both sides share', () => {
    const finding = p95(withLatency(staging, coarsened([0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1])), 'GET /');
    expect(finding).toMatchObject({ status: 'match' });
  });

  it('give no verdict where the shared bounds are too coarse', () => {
    const finding = p95(withLatency(staging, coarsened([0.005, 10])), 'GET /');
    expect(finding).toMatchObject({ status: 'unmeasured', reasonCode: 'bucket-bounds-differ' });
  });

  it('give no verdict on both sides’ last bucket', () => {
    const cut = coarsened([0.005, 0.01, 0.025]);
    const verdict = verdictOf(comparisonOf(withLatency(production, cut), withLatency(staging, cut)));
    expect(verdict.findings.find((one) => one.check === 'p95' && one.subject === 'GET /')).toMatchObject({
      status: 'unmeasured',
      reasonCode: 'beyond-last-bucket',
    });
  });

  it('call a side slower that is beyond the other’s quantile and the last bucket', () => {
    const slow = record('staging', 4, { changes: new Map([['GET /cart', { median: 60 }]]) });
    expect(p95(slow, 'GET /cart')).toMatchObject({ status: 'diverged', candidate: { value: 30 } });
  });

  it('with one bucket for everything resolve nothing', () => {
    const one = coarsened([30]);
    const verdict = verdictOf(comparisonOf(withLatency(production, one), withLatency(staging, one)));
    expect(verdict.findings.find((finding) => finding.check === 'p95' && finding.subject === 'GET /')).toMatchObject({
      status: 'unmeasured',
      reasonCode: 'buckets-too-coarse',
    });
    expect(verdict.decision).toBe('inconclusive');
  });

  it('may be ready-made quantiles on one side', () => {
    const summary = withLatency(staging, (value) => ({
      kind: 'record',
      unit: 's',
      entries: { p50: 0.018, p95: 0.041, p99: 0.057, count: value.cumulative.at(-1) ?? 0 },
    }));
    expect(p95(summary, 'GET /')).toMatchObject({ status: 'match' });
    expect(p95(summary, 'GET /search')).toMatchObject({ status: 'diverged' });
  });

  it('of another kind cannot be compared', () => {
    const samples = withLatency(staging, (value) => ({
      kind: 'samples',
      unit: 's',
      values: new Array(value.cumulative.at(-1) ?? 0).fill(0.02),
    }));
    expect(p95(samples, 'GET /')).toMatchObject({ status: 'unmeasured', reasonCode: 'kind-mismatch' });
  });
});

describe('the noise floor', () => {
  const restless = (factor: number): Profile => ({
    ...production,
    history: production.history.map((past) => ({
      ...past,
      sections: withLatency({ ...production, sections: past.sections }, (value) => ({
        ...value,
        bounds: value.bounds.map((bound) => bound * factor),
      })).sections,
    })),
  });
  const slower = record('staging', 4, { changes: new Map([['GET /search', { median: 0.11 * 1.5 }]]) });
  const search = (reference: Profile) =>
    verdictOf(comparisonOf(reference, slower)).findings.find(
      (one) => one.check === 'p95' && one.subject === 'GET /search',
    );

  it('lets a difference pass that the reference shows against its own past', () => {
    expect(search(restless(1.55))).toMatchObject({ status: 'match', reasonCode: 'within-noise-floor' });
  });

  it('says nothing where the reference is too restless to compare with', () => {
    expect(search(restless(2.5))).toMatchObject({ status: 'unmeasured', reasonCode: 'reference-unstable' });
  });

  it('is not used where there is no history, and that is said', () => {
    const verdict = verdictOf(comparisonOf({ ...production, history: [] }, slower));
    expect(verdict.findings.find((one) => one.check === 'p95' && one.subject === 'GET /search')?.status).toBe(
      'diverged',
    );
    expect(verdict.remarks.join()).toContain('no noise floor is used');
  });

  it('is not said to lack a history where nobody could ask for one', () => {
    const dead = unavailable('unreachable');
    const sections = { latency: dead, errors: dead, resources: dead };
    const verdict = verdictOf(comparisonOf({ ...production, sections, history: [] }, staging));
    expect(verdict.remarks.join()).not.toContain('earlier');
  });
});

describe('regions are not pooled', () => {
  const inRegion = (profile: Profile, slice: string): Profile => {
    const place = (section: Section | undefined) =>
      section === undefined ? [] : section.evidence.map((one) => ({ ...one, scope: { ...one.scope, slice } }));
    const { latency, errors } = profile.sections;
    if (latency === undefined || errors === undefined) throw new Error('the recording has both');
    return {
      ...profile,
      sections: {
        ...profile.sections,
        latency: { ...latency, evidence: place(latency) },
        errors: { ...errors, evidence: place(errors) },
      },
    };
  };
  const both = (left: Profile, right: Profile): Profile => ({
    ...left,
    sections: {
      ...left.sections,
      latency: {
        ...(left.sections.latency as Section),
        evidence: [...(left.sections.latency?.evidence ?? []), ...(right.sections.latency?.evidence ?? [])],
      },
      errors: {
        ...(left.sections.errors as Section),
        evidence: [...(left.sections.errors?.evidence ?? []), ...(right.sections.errors?.evidence ?? [])],
      },
    },
    history: [],
  });

  it('the worst one speaks', () => {
    const slow = record('production', 8, { changes: new Map([['GET /search', { median: 0.6 }]]) });
    const reference = both(inRegion(production, 'region=eu'), inRegion(slow, 'region=us'));
    const verdict = verdictOf(comparisonOf(reference, inRegion(staging, 'region=eu')));
    const finding = verdict.findings.filter((one) => one.check === 'p95' && one.subject.startsWith('GET /search'));
    expect(finding).toHaveLength(1);
    expect(finding[0]).toMatchObject({ status: 'diverged', subject: 'GET /search (region=us ↔ region=eu)' });
  });
});
