import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/demo/random.ts';
import { watchShare } from '../../../src/judge/canary/guards/watch-share.ts';
import { judgeCanary } from '../../../src/judge/canary/judge-canary.ts';
import { reportCanary } from '../../../src/judge/canary/report/report-canary.ts';
import { CanaryFile, type CanaryFileInput } from '../../../src/model/canary/canary-file.ts';
import { tool } from '../../../src/model/tool.ts';
import { binomial } from './draw.ts';

type Metric = Extract<CanaryFileInput['metrics'][number], { kind: 'counts' }>;
type Row = Metric['rows'][number];

const row = (canary: readonly [number, number], baseline: readonly [number, number]): Row => ({
  canary: { bad: canary[0], total: canary[1] },
  baseline: { bad: baseline[0], total: baseline[1] },
});
const looks = (count: number, one: (look: number) => Row) => Array.from({ length: count }, (_, at) => one(at + 1));
const good = (count: number) => looks(count, () => row([1, 500], [10, 2000]));

function judged(rows: readonly Row[], more: Partial<CanaryFileInput> = {}, metric: Partial<Metric> = {}) {
  const errors: Metric = {
    name: 'errors',
    kind: 'counts',
    tolerance: { relative: 0.5, absolute: 0.005 },
    rows: [...rows],
  };
  const file = CanaryFile.parse({ schema: 'tollgate.canary/1', ...more, metrics: [{ ...errors, ...metric }] });
  return reportCanary(file, judgeCanary(file), {
    tool,
    now: '2026-11-20T10:00:00.000Z',
    isPartial: more.remarks?.includes('partial') ?? false,
    withTrace: false,
  });
}
const reasonsOf = ({ findings }: ReturnType<typeof judged>) => findings.map(({ reasonCode }) => reasonCode);

describe('what is said where it would mislead', () => {
  it('fewer planned looks than a pass needs', () => {
    const verdict = judged(good(40), { judge: { horizon: 5 } });
    expect(verdict.decision).toBe('inconclusive');
    expect(verdict.remarks).toContain(
      'Nothing can pass: it takes 10 measured looks (minPassLooks), and 5 are planned (horizon).',
    );
    expect(judged(good(40)).remarks.join()).not.toContain('Nothing can pass');
  });

  it('bounds that exclude each other: the effect changed, and there is no interval', () => {
    const drifting = [...looks(60, () => row([0, 500], [40, 2000])), ...looks(60, () => row([60, 500], [40, 2000]))];
    const { findings, summary } = judged(drifting);
    expect(summary).toMatch(
      /it changed meanwhile: at least 5 × worse for a part of the time, and not beyond 1\.86 × all the time/,
    );
    expect(findings[0]).toMatchObject({ interval: null });
    const steady = judged(looks(60, () => row([60, 500], [40, 2000])));
    expect(steady.summary).toMatch(/at least [\d.]+ × and at most [\d.]+ × worse/);
    expect(steady.findings[0]?.interval).not.toBeNull();
  });
});

describe('a canary that is not measured any more after it passed', () => {
  const gone = { canary: null, baseline: { bad: 10, total: 2000 } };

  it.each([
    { name: 'the canary is gone', after: gone },
    { name: 'both sides are gone', after: { canary: null, baseline: null } },
  ])('does not pass: $name', ({ after }) => {
    expect(judged([...good(20), ...looks(4, () => after)]).decision).toBe('pass');
    const verdict = judged([...good(20), ...looks(6, () => after)]);
    expect(verdict).toMatchObject({ decision: 'inconclusive', reasonCode: 'looks-missing' });
    expect(verdict.summary).toContain('6 of 26 looks are missing');
  });

  it('does not pass for a plain SLO', () => {
    const slo = { tolerance: { relative: null, absolute: 0.02 } };
    const rows = good(20).map(({ canary }) => ({ canary, baseline: null }));
    expect(judged(rows, {}, slo).decision).toBe('pass');
    expect(judged([...rows, ...looks(20, () => gone)], {}, slo)).toMatchObject({ reasonCode: 'looks-missing' });
  });

  it('passes where it is back for long enough', () => {
    expect(judged([...good(20), ...looks(6, () => gone), ...good(10)]).decision).toBe('pass');
  });
});

describe('a total outage', () => {
  const outage = row([300, 500], [10, 2000]);

  it('fails at once, where the scores would wait for more', () => {
    const verdict = judged([...good(3), outage]);
    expect(verdict).toMatchObject({ decision: 'fail', findings: [{ reasonCode: 'total-outage' }] });
    expect(verdict.summary).toContain('a total outage at look 4');
    expect(judged([...good(3), outage], { guards: { outage: null } }).decision).toBe('inconclusive');
  });

  it.each([
    { name: 'too few requests', last: row([30, 49], [10, 2000]) },
    { name: 'the baseline is down too', last: row([300, 500], [1000, 2000]) },
    { name: 'less than half of the requests', last: row([240, 500], [10, 2000]) },
    { name: 'no baseline to compare with', last: { ...outage, baseline: null } },
  ])('is none with $name', ({ last }) => {
    expect(reasonsOf(judged([...good(3), last]))).not.toContain('total-outage');
  });

  it('of a plain SLO is measured against what it allows', () => {
    const tolerance = { relative: null, absolute: 0.01 };
    expect(judged([{ ...outage, baseline: null }], {}, { tolerance }).decision).toBe('fail');
    expect(judged([row([260, 500], [0, 0])], {}, { tolerance: { relative: null, absolute: 0.2 } }).decision).not.toBe(
      'fail',
    );
  });

  it('of a metric that only warns stops nothing', () => {
    const verdict = judged([...good(20), outage], {}, { blocking: false });
    expect(verdict).toMatchObject({ decision: 'inconclusive', reasonCode: 'no-evidence' });
    expect(verdict.findings[0]).toMatchObject({ status: 'diverged', severity: 'warn' });
  });
});

describe('a canary without requests', () => {
  const silent = row([0, 0], [10, 2000]);

  it('never passes, and the reason is its silence', () => {
    const verdict = judged(looks(30, () => silent));
    expect(verdict).toMatchObject({ decision: 'inconclusive', reasonCode: 'canary-silent' });
    expect(reasonsOf(verdict).toSorted()).toEqual(['canary-silent', 'no-candidate-traffic']);
  });

  it('that falls silent after its PASS is not trusted any more', () => {
    expect(judged(good(20)).decision).toBe('pass');
    expect(judged([...good(20), silent, silent]).decision).toBe('pass');
    const verdict = judged([...good(20), silent, silent, silent]);
    expect(verdict).toMatchObject({ decision: 'inconclusive', reasonCode: 'canary-silent' });
    expect(verdict.summary).toContain('looks 21 to 23, while the baseline got 6,000');
  });

  it('for longer than chance is remembered, for a moment of low traffic is not', () => {
    const gone = [...good(4), silent, silent, silent, ...good(20)];
    expect(judged(gone).reasonCode).toBe('canary-silent');
    expect(judged(gone, { guards: { silentLooks: null } }).decision).toBe('pass');
    const quiet = row([0, 0], [0, 8]);
    expect(judged([...good(4), quiet, quiet, quiet, ...good(20)]).decision).toBe('pass');
  });

  it('while nobody has any is no silence', () => {
    expect(reasonsOf(judged(looks(5, () => row([0, 0], [0, 0]))))).toEqual(['no-candidate-traffic']);
  });

  it('and without baseline has its own reason', () => {
    expect(judged(looks(30, () => row([0, 500], [0, 0]))).reasonCode).toBe('no-reference-traffic');
    expect(judged([])).toMatchObject({ reasonCode: 'looks-missing', summary: 'errors: there is no look to judge.' });
  });
});

describe('the canary’s share of requests', () => {
  const split = (share: number, seed: number) => {
    const random = seededRandom(seed);
    const canary = binomial(2500, share);
    return looks(20, () => {
      const total = canary(random);
      return row([0, total], [10, 2500 - total]);
    });
  };

  it('off the configured one forbids a PASS', () => {
    const verdict = judged(split(0.02, 1), { expectedShare: [0.2] });
    expect(verdict).toMatchObject({ decision: 'inconclusive', reasonCode: 'share-off' });
    expect(verdict.summary).toMatch(/the canary got 2\.0 % of 50,000 requests, where the rollout gives it 20 %/);
    expect(judged(split(0.02, 1), { expectedShare: [0.2], guards: { shareFactor: null } }).decision).toBe('pass');
  });

  it.each([
    { name: 'as configured', share: 0.2 },
    { name: 'surely off, but by less than the factor', share: 0.24 },
  ])('$name does not', ({ share }) => {
    expect(judged(split(share, 2), { expectedShare: [0.2] }).decision).toBe('pass');
  });

  it('may change from look to look', () => {
    const random = seededRandom(3);
    const steps = Array.from({ length: 20 }, (_, at) => [0.05, 0.2, 0.5][Math.floor(at / 7)] ?? 0.5);
    const rows = steps.map((share) => {
      const total = binomial(2000, share)(random);
      return row([0, total], [10, 2000 - total]);
    });
    expect(judged(rows, { expectedShare: steps }).decision).toBe('pass');
    expect(judged(rows, { expectedShare: [0.05] }).reasonCode).toBe('share-off');
  });

  it('as configured is called off in at most one of a hundred releases, however often one looks', () => {
    let off = 0;
    for (let run = 0; run < 200; run += 1) {
      const watch = watchShare({ logThreshold: Math.log(100), factor: 1 });
      for (const { canary, baseline } of split(0.2, run)) {
        watch.look({ canary: canary?.total ?? null, baseline: baseline?.total ?? null }, 0.2);
        if (watch.now() === null) continue;
        off += 1;
        break;
      }
    }
    expect(off).toBeLessThanOrEqual(8);
  });
});

describe('few canary pods', () => {
  it('are said, and forbid nothing', () => {
    const verdict = judged(good(20), { guards: { canaryPods: 2 } });
    expect(verdict.decision).toBe('pass');
    expect(verdict.findings.find(({ check }) => check === 'canary-pods')?.message).toBe(
      'the canary has 2 pods; with fewer than 3 one bad node looks like a bad release',
    );
    expect(reasonsOf(judged(good(20), { guards: { canaryPods: 3 } }))).toEqual(['within-tolerance']);
  });
});

describe('the deadline', () => {
  // As bad as allowed, or nearly: neither score gets anywhere.
  const near = looks(40, (look) => row([look % 2, 60], [12, 2000]));
  const judge = { horizon: 30 };
  const deadline = { extraLooks: 10, acceptBound: 3 };

  it('holds by default', () => {
    const verdict = judged(near.slice(0, 30), { judge });
    expect(verdict).toMatchObject({ decision: 'inconclusive', reasonCode: 'undecided', next: 'stop' });
    expect(verdict.summary).toContain('undecided after 30 looks, at the deadline');
  });

  it('accepts what is surely not much worse, where that is configured, and says so', () => {
    const verdict = judged(near, { judge: { ...judge, deadline } });
    expect(verdict).toMatchObject({
      decision: 'pass',
      findings: [{ status: 'accepted', reasonCode: 'accepted-bound' }],
    });
    expect(verdict.summary).toContain('undecided at the deadline, accepted because at most 3 × is');
  });

  it.each([
    { name: 'before it', rows: near.slice(0, 39), given: {}, metric: {} },
    { name: 'a critical metric', rows: near, given: {}, metric: { critical: true } },
    { name: 'a bound that is higher', rows: near, given: { acceptBound: 1.2 }, metric: {} },
    { name: 'too few requests', rows: near, given: { minimumRequests: 5000 }, metric: {} },
  ])('accepts nothing with $name', ({ rows, given, metric }) => {
    const verdict = judged(rows, { judge: { ...judge, deadline: { ...deadline, ...given } } }, metric);
    expect(verdict).toMatchObject({ decision: 'inconclusive', reasonCode: 'undecided' });
  });

  it('may still be passed in the looks after it, and never later', () => {
    const late = [...near.slice(0, 25), ...looks(60, () => row([0, 2000], [12, 2000]))];
    const passedWithin = (extraLooks: number) =>
      judged(late, { judge: { horizon: 25, deadline: { extraLooks } } }).decision === 'pass';
    expect([passedWithin(0), passedWithin(60)]).toEqual([false, true]);
  });

  it('asks for more only while the rollout goes on and the deadline has not come', () => {
    const next = (rows: readonly Row[], remarks: string[]) => judged(rows, { judge, remarks }).next;
    expect(next(near.slice(0, 29), ['partial'])).toBe('continue');
    expect(next(near.slice(0, 29), [])).toBe('stop');
    expect(next(near.slice(0, 30), ['partial'])).toBe('stop');
    expect(next(good(20), ['partial'])).toBe('stop');
  });
});

describe('a warm-up', () => {
  it('is dropped: what is bad in it fails nothing, and looks keep their number', () => {
    const cold = looks(5, () => row([150, 500], [10, 2000]));
    expect(judged([...cold, ...good(20)]).decision).toBe('fail');
    const verdict = judged([...cold, ...good(20)], { judge: { warmup: 5 } });
    expect(verdict.decision).toBe('pass');
    expect(verdict.findings[0]?.detail).toMatchObject({
      decidedAt: 15,
      looks: { judged: 20, measured: 20, missing: 0 },
    });
    expect(verdict.remarks).toContain('The first 5 looks are warm-up and were not judged.');
    expect(judged(cold, { judge: { warmup: 5 } }).summary).toBe(
      'errors: there is no look to judge yet: the first 5 are warm-up.',
    );
  });
});

describe('bounds', () => {
  it('of a ratio hold the true one, as a change', () => {
    const rows = looks(60, () => row([60, 1000], [30, 1000]));
    const [low, high] = judged(rows).findings[0]?.interval ?? [null, null];
    expect(low).toBeGreaterThan(0.5);
    expect(low).toBeLessThan(1);
    expect(high).toBeGreaterThan(1);
    expect(high).toBeLessThan(1.5);
  });

  it('of a plain SLO are rates', () => {
    const verdict = judged(
      looks(60, () => ({ canary: { bad: 20, total: 1000 }, baseline: null })),
      {},
      { tolerance: { relative: null, absolute: 0.05 } },
    );
    const [low, high] = verdict.findings[0]?.interval ?? [null, null];
    expect(low).toBeGreaterThan(0.015);
    expect(high).toBeGreaterThan(0.02);
    expect(high).toBeLessThan(0.03);
    expect(verdict.summary).toMatch(/at least 1\.\d+ % and at most 2\.\d+ % bad/);
  });

  it('of restarts speak of no requests', () => {
    const restarts = { name: 'restarts', dimension: 'resources' as const };
    const [finding] = judged(
      looks(12, () => row([0, 4], [0, 40])),
      {},
      restarts,
    ).findings;
    expect(finding?.message).toMatch(/^restarts: undecided after 12 looks; 0 % of 48 looks at canary pods bad/);
  });

  it('are not told where nothing is ruled out', () => {
    const [finding] = judged(looks(3, () => row([0, 10], [0, 10]))).findings;
    expect(finding?.interval).toBeNull();
    expect(finding?.message).not.toContain('at most');
    // Without an error a pass takes (ln 20 + ln 5) ÷ 0.005 = 921 requests: the rule of three, and the price of peeking.
    expect(finding?.message).toContain('about 940 more canary requests or 47 min to pass');
  });
});
