import { describe, expect, it } from 'vitest';
import { statusClass } from '../../src/judge/errors/status-counts.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import type { Profile, Section } from '../../src/model/profile.ts';
import { addressesOf, comparisonOf, record, releaseComparisonOf, verdictOf } from '../fixtures/comparison.ts';

const production = record('production', 3);
const staging = record('staging', 4);

type Dimension = 'latency' | 'errors' | 'resources';

/** The same profile with the evidence of one dimension changed. */
function withEvidence(profile: Profile, dimension: Dimension, change: (evidence: Evidence[]) => Evidence[]): Profile {
  const section = profile.sections[dimension] as Section;
  return {
    ...profile,
    sections: { ...profile.sections, [dimension]: { ...section, evidence: change(section.evidence) } },
  };
}

/** The same profile with every count of a status moved to another one on one route. */
function withStatuses(profile: Profile, route: string, entries: (total: number) => Record<string, number>): Profile {
  return withEvidence(profile, 'errors', (evidence) =>
    evidence.map((one): Evidence => {
      if (one.state !== 'present' || one.value.kind !== 'record' || one.scope.route !== route) return one;
      const total = Object.values(one.value.entries).reduce((sum, count) => sum + count, 0);
      return { ...one, value: { ...one.value, entries: entries(total) } };
    }),
  );
}

const slice = (profile: Profile, name: string): Profile => {
  const place = (evidence: Evidence[]) => evidence.map((one) => ({ ...one, scope: { ...one.scope, slice: name } }));
  return withEvidence(withEvidence(profile, 'latency', place), 'errors', place);
};
const together = (one: Profile, other: Profile): Profile => {
  const add = (dimension: Dimension) => (evidence: Evidence[]) => [
    ...evidence,
    ...(other.sections[dimension]?.evidence ?? []),
  ];
  return { ...withEvidence(withEvidence(one, 'latency', add('latency')), 'errors', add('errors')), history: [] };
};

describe('slices', () => {
  it('that only the candidate has are judged too', () => {
    const broken = withStatuses(record('staging', 9), 'GET /cart', (total) => ({ '500': total }));
    const candidate = together(slice(staging, 'version=1'), slice(broken, 'version=2'));
    const verdict = verdictOf(comparisonOf(slice(production, 'version=1'), candidate));
    expect(verdict.decision).toBe('fail');
    expect(addressesOf(verdict, 'diverged')).toEqual(['errors/error-rate GET /cart (version=1 ↔ version=2)']);
  });

  it('may have parentheses in their names', () => {
    const verdict = verdictOf(comparisonOf(slice(production, 'region=eu (old)'), slice(staging, 'region=eu (old)')));
    expect(verdict.decision).toBe('pass');
  });
});

describe('failures', () => {
  it.each([
    ['500', '5xx'],
    [' 500', '5xx'],
    ['500.0', '5xx'],
    ['5XX', '5xx'],
    ['UNAVAILABLE', '5xx'],
    ['DeadlineExceeded', '5xx'],
    ['SERVER_ERROR', '5xx'],
    ['404', '4xx'],
    ['NOT_FOUND', '4xx'],
    ['OK', '2xx'],
    ['(none)', null],
    ['', null],
    ['0', null],
    ['5000', null],
  ])('status "%s" is of class %s', (status, expected) => {
    expect(statusClass(status)).toBe(expected);
  });

  it('are not guessed where the status says nothing', () => {
    const silent = withStatuses(staging, 'GET /', (total) => ({ '(none)': total }));
    const verdict = verdictOf(comparisonOf(production, silent));
    const finding = verdict.findings.find((one) => one.check === 'error-rate' && one.subject === 'GET /');
    expect(finding).toMatchObject({ status: 'unmeasured', reasonCode: 'unknown-status' });
    expect(verdict.decision).toBe('inconclusive');
  });

  it('of a small sample prove a difference where they are many, and never a match', () => {
    const [left, right] = [record('previous', 1, { requests: 60_000 }), record('staging', 2, { requests: 60_000 })];
    const broken = withStatuses(right, 'POST /payments', (total) => ({ '200': total * 0.9, '503': total * 0.1 }));
    const verdict = verdictOf(releaseComparisonOf(left, broken));
    expect(addressesOf(verdict, 'diverged')).toEqual(['errors/error-rate POST /payments']);
    expect(verdict.decision).toBe('fail');
    const quiet = verdictOf(releaseComparisonOf(left, right)).findings.find(
      (one) => one.check === 'error-rate' && one.subject === 'POST /payments',
    );
    expect(quiet).toMatchObject({ status: 'unmeasured', reasonCode: 'too-few-requests' });
  });
});

describe('evidence that is not whole', () => {
  it('a served route without response times on one side is said to be unmeasured', () => {
    const lacking = withEvidence(staging, 'latency', (evidence) =>
      evidence.filter((one) => one.scope.route !== 'GET /products'),
    );
    const finding = verdictOf(comparisonOf(production, lacking)).findings.find(
      (one) => one.check === 'p95' && one.subject === 'GET /products',
    );
    expect(finding).toMatchObject({ status: 'unmeasured', reasonCode: 'no-series' });
  });

  it.each(['production', 'staging'] as const)(
    'an answer of %s with a warning leaves the question open and accuses nobody',
    (name) => {
      const partly = (profile: Profile): Profile => {
        const few = withEvidence(profile, 'errors', (evidence) => evidence.slice(0, 6));
        const errors = {
          ...(few.sections.errors as Section),
          status: 'partial',
          reason: 'server-warning',
          message: 'a store did not answer',
        } as const;
        return { ...few, sections: { ...few.sections, errors } };
      };
      const verdict = verdictOf(
        name === 'production' ? comparisonOf(partly(production), staging) : comparisonOf(production, partly(staging)),
      );
      expect(verdict.decision).toBe('inconclusive');
      expect(addressesOf(verdict, 'diverged')).toEqual([]);
    },
  );

  it('response times in another unit are not compared', () => {
    const inMilliseconds = withEvidence(staging, 'latency', (evidence) =>
      evidence.map(
        (one): Evidence =>
          one.state === 'present' && one.value.kind === 'histogram'
            ? { ...one, value: { ...one.value, unit: 'ms' } }
            : one,
      ),
    );
    const verdict = verdictOf(comparisonOf(production, inMilliseconds));
    expect(verdict.decision).toBe('inconclusive');
    expect(
      verdict.findings.filter((one) => one.check === 'p95').every((one) => one.reasonCode === 'kind-mismatch'),
    ).toBe(true);
  });

  it('a part of the resources that is absent is not taken for zero', () => {
    const kills = (value: number | null, region: string): Evidence => {
      const common = { measure: 'oom-kills', scope: { route: null, slice: region }, source: 'test', query: null };
      return value === null
        ? { state: 'absent', ...common, reason: 'no-series', message: 'none' }
        : { state: 'present', ...common, value: { kind: 'quantity', value, unit: 'kills' } };
    };
    const partly = withEvidence(staging, 'resources', (evidence) => [
      ...evidence.filter((one) => one.measure !== 'oom-kills'),
      kills(0, 'r=eu'),
      kills(null, 'r=us'),
    ]);
    const finding = verdictOf(comparisonOf(production, partly)).findings.find((one) => one.check === 'oom-kills');
    expect(finding?.status).toBe('unmeasured');
  });

  it('resources alone make no pass', () => {
    const { resources } = staging.sections;
    const bare = { ...staging, sections: resources === undefined ? {} : { resources } };
    const comparison = comparisonOf(
      {
        ...production,
        sections: production.sections.resources === undefined ? {} : { resources: production.sections.resources },
      },
      bare,
    );
    const verdict = verdictOf({ ...comparison, policy: { ...comparison.policy, required: [] } });
    expect(verdict).toMatchObject({ decision: 'inconclusive', reasonCode: 'no-evidence' });
  });
});

describe('the same environment twice', () => {
  it.each([
    {
      name: 'one figure of the resources changed',
      change: (profile: Profile) => withEvidence(profile, 'resources', (evidence) => evidence.slice(1)),
    },
    {
      name: 'one request more',
      change: (profile: Profile) => withStatuses(profile, 'GET /', (total) => ({ '200': total + 1 })),
    },
    {
      name: 'in another order',
      change: (profile: Profile) => withEvidence(profile, 'latency', (evidence) => evidence.toReversed()),
    },
  ])('is recognised with $name', ({ change }) => {
    const verdict = verdictOf(comparisonOf(production, change({ ...production, environment: 'staging' })));
    expect(verdict.findings.map((one) => one.reasonCode)).toEqual(['identical-evidence']);
  });

  it('is not suspected of all requests in one bucket', () => {
    const allFast = (profile: Profile) =>
      withEvidence(profile, 'latency', (evidence) =>
        evidence.map(
          (one): Evidence =>
            one.state === 'present' && one.value.kind === 'histogram'
              ? { ...one, value: { ...one.value, cumulative: one.value.cumulative.map(() => 5000) } }
              : one,
        ),
      );
    expect(verdictOf(comparisonOf(allFast(production), allFast(staging))).decision).toBe('pass');
  });
});

describe('times', () => {
  it.each([
    { name: 'collected in the future', change: { collectedAt: '2031-01-01T00:00:00.000Z' } },
    {
      name: 'a window that ends before it begins',
      change: { window: { from: '2026-11-20T10:00:00.000Z', to: '2026-11-20T09:00:00.000Z' } },
    },
    {
      name: 'a window after its collection',
      change: { window: { from: '2026-11-20T12:00:00.000Z', to: '2026-11-20T13:00:00.000Z' } },
    },
  ])('$name are not believed', ({ change }) => {
    const verdict = verdictOf(comparisonOf(production, { ...staging, ...change }));
    expect(verdict.findings.map((one) => one.reasonCode)).toEqual(['implausible-time']);
    expect(verdict.decision).toBe('inconclusive');
  });
});

describe('the order of evidence', () => {
  it('changes no byte of the verdict', () => {
    const shuffled = (profile: Profile) =>
      (['latency', 'errors', 'resources'] as const).reduce(
        (one, dimension) => withEvidence(one, dimension, (evidence) => evidence.toReversed()),
        profile,
      );
    const [straight, reversed] = [
      verdictOf(comparisonOf(production, staging)),
      verdictOf(comparisonOf(shuffled(production), shuffled(staging))),
    ];
    expect(JSON.stringify(reversed)).toBe(JSON.stringify(straight));
  });
});

describe('a waiver that matches nothing', () => {
  it('is remarked upon', () => {
    const waivers = [{ finding: 'latency/p95 GET /crt', reason: 'x', owner: '@x', expires: '2026-12-31' }];
    expect(verdictOf(comparisonOf(production, staging, { waivers })).remarks.join()).toContain(
      'matches no check of this run',
    );
  });
});
