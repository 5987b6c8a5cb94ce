import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/demo/random.ts';
import { type ReplaySettings, replayRelease } from '../../../src/judge/replay/replay-release.ts';
import { withTrial } from '../../../src/judge/replay/with-trial.ts';
import { argoLimits } from '../../../src/judge/threshold/assess-metric.ts';
import { parseCondition } from '../../../src/judge/threshold/condition.ts';
import { CanaryFile, type CanaryFileInput } from '../../../src/model/canary/canary-file.ts';
import { JudgeName } from '../../../src/model/canary/judge-name.ts';
import { countsFile, countsRows, type Rollout } from '../../simulation/counts-file.ts';

const usual = { looks: 60, requests: 10_000, share: 0.05, baselineRate: 0.005, canaryRate: 0.005 };
const settings = (given: Partial<ReplaySettings['threshold']> = {}): ReplaySettings => ({
  kayenta: { pass: 95, marginal: 75, firstLook: 10, every: 1 },
  threshold: { limits: { ...argoLimits, failureLimit: 3 }, conditions: new Map(), ...given },
  random: seededRandom(1),
});
const rollout = (given: Partial<Rollout>, judge: Parameters<typeof countsFile>[1] = {}) =>
  countsFile(countsRows(seededRandom(3), { ...usual, ...given }), judge);

describe('one recorded canary before three judges', () => {
  it('that breaks at look 20 is stopped by all, each at its own look', () => {
    const file = rollout({ canaryRate: 0.05, from: 20 });
    const looks = JudgeName.options.map((judge) => {
      const { outcome, look, reason } = replayRelease(judge, file, settings());
      expect(outcome, judge).toBe('stopped');
      expect(reason, judge).not.toBe('');
      return look ?? 0;
    });
    expect(looks[0]).toBeGreaterThanOrEqual(20);
    expect(looks[0]).toBeLessThan(26);
    expect(looks[1]).toBeGreaterThan(looks[0] ?? 0);
  });

  it('that is fine passes ours, and is held rather than passed where it is too short', () => {
    expect(replayRelease('tollgate', rollout({}), settings())).toMatchObject({ outcome: 'passed' });
    expect(replayRelease('tollgate', rollout({ looks: 5 }), settings())).toMatchObject({
      outcome: 'undecided',
      look: null,
    });
  });

  it('without any evidence passes nobody but the others', () => {
    const empty = countsFile(Array.from({ length: 4 }, () => ({ canary: null, baseline: null })));
    expect(replayRelease('tollgate', empty, settings()).outcome).toBe('undecided');
    expect(replayRelease('threshold', empty, settings()).outcome).toBe('passed');
    expect(replayRelease('kayenta', empty, settings()).outcome).toBe('stopped');
  });

  it('has its warm-up dropped by all', () => {
    const file = rollout({ looks: 12 }, { warmup: 10 });
    const bad = {
      ...file,
      metrics: file.metrics.map((metric) =>
        metric.kind === 'counts'
          ? {
              ...metric,
              rows: metric.rows.map((row, at) => (at < 10 ? { ...row, canary: { bad: 400, total: 500 } } : row)),
            }
          : metric,
      ),
    };
    for (const judge of JudgeName.options)
      expect(replayRelease(judge, bad, settings()).outcome, judge).not.toBe('stopped');
  });

  it('is held to plain limits where they are given', () => {
    const file = rollout({ canaryRate: 0.02 });
    const limits = (success: string) =>
      settings({
        limits: argoLimits,
        conditions: new Map([['errors', { success: parseCondition(success), failure: null }]]),
      });
    expect(replayRelease('threshold', file, limits('< 0.5')).outcome).toBe('passed');
    expect(replayRelease('threshold', file, limits('<= 0.001'))).toMatchObject({
      outcome: 'stopped',
      reason: 'errors: failed (1) > failureLimit (0)',
    });
  });
});

const looks = <Row>(row: Row) => Array.from({ length: 40 }, () => row);
const others: CanaryFileInput['metrics'] = [
  {
    name: 'latency',
    kind: 'samples',
    quantiles: [0.5],
    tolerance: { relative: 0.2 },
    rows: looks({ canary: [1, 2, 3], baseline: [3, 1, 2] }),
  },
  {
    name: 'size',
    kind: 'histogram',
    bounds: [1, 2],
    quantiles: [0.5, 0.9],
    tolerance: { relative: 0.2 },
    rows: looks({ canary: [1, 5, 6], baseline: [10, 50, 60] }),
  },
  { name: 'cpu', kind: 'gauge', blocking: true, tolerance: { relative: 0.1 }, rows: looks({ canary: 2, baseline: 1 }) },
];

describe('every kind of metric', () => {
  const file = CanaryFile.parse({ schema: 'tollgate.canary/1', metrics: others });

  it('is judged by thresholds and by Kayenta, as the series that they would be given', () => {
    expect(replayRelease('threshold', file, settings())).toMatchObject({
      outcome: 'stopped',
      reason: 'cpu: failed (4) > failureLimit (3)',
    });
    expect(replayRelease('kayenta', file, settings())).toMatchObject({
      outcome: 'stopped',
      look: 10,
      reason: 'score 66.67',
    });
  });

  it('is left alone where it does not block', () => {
    const muted = {
      ...file,
      metrics: file.metrics.map((metric) => ({ ...metric, blocking: metric.kind !== 'gauge' })),
    };
    expect(replayRelease('threshold', muted, settings()).outcome).toBe('passed');
    expect(replayRelease('kayenta', muted, settings()).outcome).toBe('passed');
  });
});

describe('a trial', () => {
  it('takes the place of settings and tolerances; what it does not name stays', () => {
    const tried = withTrial(countsFile([]), {
      judge: { horizon: 7 },
      tolerances: { errors: { relative: null, absolute: 0.5 } },
    });
    expect(tried.judge).toMatchObject({ horizon: 7, falseAlarm: 0.01 });
    expect(tried.metrics[0]?.tolerance).toEqual({ relative: null, absolute: 0.5 });
  });

  it('changes a verdict: what is stopped at 1.2 × passes at 10 ×', () => {
    const file = rollout({ canaryRate: 0.02 });
    expect(replayRelease('tollgate', file, settings()).outcome).toBe('stopped');
    const lenient = withTrial(file, { judge: {}, tolerances: { errors: { relative: 9, absolute: 0.001 } } });
    expect(replayRelease('tollgate', lenient, settings()).outcome).toBe('passed');
  });
});
