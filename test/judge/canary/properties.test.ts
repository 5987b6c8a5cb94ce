import { describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '../../../src/demo/random.ts';
import { type CanaryState, judgeCanary } from '../../../src/judge/canary/judge-canary.ts';
import { reportCanary } from '../../../src/judge/canary/report/report-canary.ts';
import { CanaryFile, type CanaryFileInput } from '../../../src/model/canary/canary-file.ts';
import { tool } from '../../../src/model/tool.ts';
import { binomial, lognormals } from './draw.ts';

type MetricInput = CanaryFileInput['metrics'][number];
type CountsInput = Extract<MetricInput, { kind: 'counts' }>;

const fileOf = (metrics: MetricInput[], more: Partial<CanaryFileInput> = {}) =>
  CanaryFile.parse({ schema: 'tollgate.canary/1', ...more, metrics });
const none = { canary: null, baseline: null };

function counts(random: Random, looks: number, rate: number): CountsInput {
  const [canary, baseline] = [binomial(100, rate), binomial(900, 0.01)];
  return {
    name: 'errors',
    kind: 'counts',
    tolerance: { relative: 0.5, absolute: 0.005 },
    rows: Array.from({ length: looks }, () => ({
      canary: { bad: canary(random), total: 100 },
      baseline: { bad: baseline(random), total: 900 },
    })),
  };
}

/** What a state says in numbers, for comparing two. */
const numbers = ({ metrics, stand, decidedAt }: CanaryState) => ({
  stand,
  decidedAt,
  traces: metrics.map(({ trace }) =>
    trace.map(({ look, logFail, logPass, noise }) => [look, ...[logFail, logPass, noise].map((log) => log.toFixed(9))]),
  ),
});

const verdictOf = (file: CanaryFile, isPartial = false) =>
  reportCanary(file, judgeCanary(file), { tool, now: '2026-11-20T10:00:00.000Z', isPartial, withTrace: false });

describe('latencies', () => {
  const bounds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
  const random = seededRandom(4);
  const rows = Array.from({ length: 20 }, () => ({
    canary: lognormals(random, 30, 0.11),
    baseline: lognormals(random, 150, 0.08),
  }));
  const inBuckets = (values: readonly number[]) => [
    ...bounds.map((bound) => values.filter((value) => value <= bound).length),
    values.length,
  ];
  const times = (factor: number) => (values: readonly number[]) => values.map((value) => value * factor);

  it.each([1e6, 1e-3, 7])('samples are judged alike in any unit (× %d)', (factor) => {
    const metric = { name: 'p', kind: 'samples' as const, tolerance: { relative: 0.2 } };
    const scaled = rows.map(({ canary, baseline }) => ({
      canary: times(factor)(canary),
      baseline: times(factor)(baseline),
    }));
    expect(numbers(judgeCanary(fileOf([{ ...metric, rows: scaled }])))).toEqual(
      numbers(judgeCanary(fileOf([{ ...metric, rows }]))),
    );
  });

  it.each([1e6, 1e-3, 7])('buckets are judged alike in any unit (× %d)', (factor) => {
    const own = rows.map(({ canary, baseline }) => ({ canary: inBuckets(canary), baseline: inBuckets(baseline) }));
    const metric = { name: 'p', kind: 'histogram' as const, tolerance: { relative: 0.2 }, rows: own };
    expect(numbers(judgeCanary(fileOf([{ ...metric, bounds: times(factor)(bounds) }])))).toEqual(
      numbers(judgeCanary(fileOf([{ ...metric, bounds }]))),
    );
  });

  it('samples are judged alike in any order, and values that only look different by rounding are the same', () => {
    const metric = { name: 'p', kind: 'samples' as const, quantiles: [0.5], tolerance: { relative: 0.2 } };
    const turned = rows.map(({ canary, baseline }) => ({
      canary: canary.toReversed(),
      baseline: baseline.toSorted((a, b) => a - b),
    }));
    expect(numbers(judgeCanary(fileOf([{ ...metric, rows: turned }])))).toEqual(
      numbers(judgeCanary(fileOf([{ ...metric, rows }]))),
    );
    // 1.2 × 0.1 is 0.12, and no canary at 0.12 is slower than that, in whatever unit.
    const edge = (unit: number) => ({
      ...metric,
      rows: Array.from({ length: 30 }, () => ({
        canary: Array<number>(20).fill(0.12 * unit),
        baseline: Array<number>(50).fill(0.1 * unit),
      })),
    });
    for (const unit of [1, 1e3, 1e6]) expect(judgeCanary(fileOf([edge(unit)])).stand).not.toBe('failed');
  });

  it('a history calibrates the first look', () => {
    const metric = { name: 'p', kind: 'samples' as const, quantiles: [0.5], tolerance: { relative: 0.2 }, rows };
    const first = (file: CanaryFile) => judgeCanary(file).metrics[0]?.trace[0]?.logFail;
    expect(first(fileOf([metric]))).toBe(0);
    expect(first(fileOf([metric], { history: { p: rows[0]?.baseline ?? [] } }))).not.toBe(0);
  });
});

describe('the order of metrics', () => {
  it('changes nothing about any of them', () => {
    const random = seededRandom(9);
    const [one, other] = [
      { ...counts(random, 30, 0.01), name: 'one' },
      { ...counts(random, 30, 0.05), name: 'other' },
    ];
    const [first, second] = [judgeCanary(fileOf([one, other])), judgeCanary(fileOf([other, one]))];
    expect(first.metrics.map(({ trace }) => trace)).toEqual(second.metrics.toReversed().map(({ trace }) => trace));
    expect([first.stand, first.decidedAt]).toEqual([second.stand, second.decidedAt]);
    expect(verdictOf(fileOf([one, other])).findings).toEqual(verdictOf(fileOf([other, one])).findings);
  });
});

describe('a missing look', () => {
  const random = seededRandom(21);
  const files = Array.from({ length: 60 }, (_, run) => counts(random, 40, [0, 0.005, 0.01, 0.03][run % 4] ?? 0));

  it('never brings a PASS, nor brings it with fewer measured looks', () => {
    let passed = 0;
    for (const metric of files) {
      const rows = metric.rows.flatMap((row) => (random() < 0.15 ? [none, row] : [row]));
      const [whole, gappy] = [judgeCanary(fileOf([metric])), judgeCanary(fileOf([{ ...metric, rows }]))];
      if (gappy.stand !== 'passed') continue;
      passed += 1;
      expect(whole.stand).toBe('passed');
      const measured = rows.slice(0, gappy.decidedAt ?? 0).filter(({ canary }) => canary !== null).length;
      expect(measured).toBeGreaterThanOrEqual(whole.decidedAt ?? Number.POSITIVE_INFINITY);
    }
    expect(passed).toBeGreaterThan(10);
  });

  it('in place of a look without canary errors never brings a PASS earlier', () => {
    let passed = 0;
    for (const metric of files) {
      const rows = metric.rows.map((row) => (row.canary?.bad === 0 && random() < 0.1 ? none : row));
      const [whole, gappy] = [judgeCanary(fileOf([metric])), judgeCanary(fileOf([{ ...metric, rows }]))];
      if (gappy.stand !== 'passed') continue;
      passed += 1;
      expect(gappy.decidedAt).toBeGreaterThanOrEqual(whole.decidedAt ?? Number.POSITIVE_INFINITY);
    }
    expect(passed).toBeGreaterThan(10);
  });

  it.each([
    { name: 'on both sides', gap: none },
    { name: 'of the canary', gap: { ...none, baseline: { bad: 0, total: 900 } } },
    { name: 'of the baseline', gap: { ...none, canary: { bad: 0, total: 100 } } },
  ])('$name counts: more than 20 % of them forbid a PASS', ({ gap }) => {
    const metric = counts(seededRandom(2), 60, 0);
    const every = (nth: number) => ({ ...metric, rows: metric.rows.map((row, at) => (at % nth === 0 ? gap : row)) });
    expect(judgeCanary(fileOf([every(6)])).stand).toBe('passed');
    const verdict = verdictOf(fileOf([every(4)]));
    expect(verdict).toMatchObject({ decision: 'inconclusive', reasonCode: 'looks-missing' });
    expect(verdict.summary).toContain('15 of 60 looks are missing');
  });

  it('looks without canary requests do not make up the looks that a PASS needs', () => {
    const metric = counts(seededRandom(2), 9, 0);
    const rows = [...metric.rows, { canary: { bad: 0, total: 0 }, baseline: { bad: 9, total: 900 } }];
    const judge = { falsePass: 0.5 };
    expect(judgeCanary(fileOf([{ ...metric, rows }], { judge })).stand).toBe('undecided');
    expect(judgeCanary(fileOf([{ ...metric, rows: [...rows, ...metric.rows] }], { judge })).decidedAt).toBe(11);
  });
});

describe('the report', () => {
  it('says what the scores say: pass where they passed, fail where they failed, nothing else', () => {
    const random = seededRandom(33);
    const seen = new Set<string>();
    for (let run = 0; run < 150; run += 1) {
      const one = counts(random, 5 + Math.floor(random() * 40), random() * 0.05);
      const gone = random() < 0.3 ? 12 : Number.POSITIVE_INFINITY;
      const rows = one.rows.map((row, at) => (at >= gone ? { ...row, canary: { bad: 0, total: 0 } } : row));
      const other = {
        ...one,
        name: 'other',
        blocking: random() < 0.6,
        required: random() < 0.5,
        tolerance: { relative: random() < 0.5 ? 4 : 0.2, absolute: 0 },
      };
      const file = fileOf([{ ...one, rows }, other], { judge: { warmup: run % 3, falsePass: 0.2 } });
      const { stand } = judgeCanary(file);
      const { decision } = verdictOf(file);
      seen.add(decision);
      expect(decision).toBe({ passed: 'pass', failed: 'fail', undecided: 'inconclusive' }[stand]);
    }
    expect([...seen].toSorted()).toEqual(['fail', 'inconclusive', 'pass']);
  });

  it('does not pass while a metric that a pass need not wait for speaks against the canary', () => {
    const quiet = { canary: { bad: 0, total: 0 }, baseline: { bad: 0, total: 200 } };
    const bad = { canary: { bad: 4, total: 20 }, baseline: { bad: 0, total: 200 } };
    const errors = counts(seededRandom(2), 30, 0);
    const other = (first: typeof bad): CountsInput => ({
      ...errors,
      name: 'other',
      route: 'GET /other',
      required: false,
      rows: errors.rows.map((_, at) => (at === 0 ? first : quiet)),
    });
    const ends = (first: typeof bad) => {
      const file = fileOf([{ ...errors, route: 'GET /' }, other(first)]);
      return [judgeCanary(file).stand, verdictOf(file).decision];
    };
    expect(ends(bad)).toEqual(['undecided', 'inconclusive']);
    expect(ends(quiet)).toEqual(['passed', 'pass']);
  });
});
