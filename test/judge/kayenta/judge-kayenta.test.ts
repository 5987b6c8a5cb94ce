import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/demo/random.ts';
import type { Classification } from '../../../src/judge/kayenta/classify-metric.ts';
import { judgeKayenta, type KayentaSeries } from '../../../src/judge/kayenta/judge-kayenta.ts';
import { kayentaMetric } from '../../../src/judge/kayenta/kayenta-metric.ts';
import { scoreMetrics } from '../../../src/judge/kayenta/score-metrics.ts';
import { watchKayenta } from '../../../src/judge/kayenta/watch-kayenta.ts';

interface Given {
  readonly groups?: string[];
  readonly muted?: boolean;
  readonly critical?: boolean;
}

function metric(classification: Classification, { groups = ['g'], muted = false, critical = false }: Given = {}) {
  return { name: 'm', groups, muted, result: { classification, critical, deviation: 1, reason: 'why' } };
}

describe('scoring as Kayenta does', () => {
  it.each([
    { name: 'half of a group', metrics: [metric('pass'), metric('high')], weights: {}, score: 50 },
    {
      name: 'thirds, rounded to two decimals',
      metrics: [metric('pass'), metric('pass'), metric('low')],
      weights: {},
      score: 66.67,
    },
    {
      name: 'weighted groups',
      metrics: [metric('high', { groups: ['a'] }), metric('pass', { groups: ['b'] })],
      weights: { a: 30, b: 70 },
      score: 70,
    },
    {
      name: 'an unweighted group takes what is left',
      metrics: [metric('high', { groups: ['a'] }), metric('pass', { groups: ['b'] })],
      weights: { a: 30 },
      score: 70,
    },
    { name: 'weights that sum to 60 cap the score', metrics: [metric('pass')], weights: { g: 60 }, score: 60 },
    { name: 'a critical metric', metrics: [metric('high', { critical: true }), metric('pass')], weights: {}, score: 0 },
    { name: 'a critical metric that passes', metrics: [metric('pass', { critical: true })], weights: {}, score: 100 },
    { name: 'half without data', metrics: [metric('nodata'), metric('pass')], weights: {}, score: 0 },
    { name: 'a group without data is worth 100', metrics: [metric('error')], weights: {}, score: 100 },
    { name: 'data that must be', metrics: [metric('nodata-fail'), metric('pass')], weights: {}, score: 50 },
    {
      name: 'a muted metric',
      metrics: [metric('high', { muted: true, critical: true }), metric('pass')],
      weights: {},
      score: 100,
    },
    { name: 'no metric', metrics: [], weights: {}, score: 0 },
    {
      name: 'a metric in no group',
      metrics: [metric('high', { groups: [] }), metric('pass')],
      weights: {},
      score: 100,
    },
  ])('$name: $score', ({ metrics, weights, score }) => {
    expect(scoreMetrics(metrics, new Map(Object.entries(weights))).score).toBe(score);
  });

  it('names the critical metric that failed', () => {
    expect(scoreMetrics([metric('high', { critical: true })], new Map()).reason).toBe('Canary Failed: m: why');
  });
});

const level = (from: number, to: number, at: number) =>
  Array.from({ length: 40 }, (_, look) => (look < at ? from : to) + (look % 7) / 10);
const series = (experiment: number[], name = 'errors'): KayentaSeries => ({
  name,
  groups: [name],
  metric: kayentaMetric({ direction: 'increase' }),
  pair: { experiment, control: level(10, 10, 0).toReversed() },
});
const means = () => ({ random: seededRandom(1) });

describe('a verdict', () => {
  it.each([
    { bad: 0, verdict: 'pass', score: 100 },
    { bad: 1, verdict: 'marginal', score: 80 },
    { bad: 2, verdict: 'fail', score: 60 },
  ])('$bad of 5 metrics high: $verdict', ({ bad, verdict, score }) => {
    const all = [0, 1, 2, 3, 4].map((at) => series(level(at < bad ? 20 : 10, at < bad ? 20 : 10, 0), `m${at}`));
    expect(judgeKayenta(all, means())).toMatchObject({ verdict, score });
  });

  it('comes while it watches: a late step is found once most of the window is bad', () => {
    const late = watchKayenta([series(level(10, 20, 12))], means(), { firstLook: 10, every: 1 });
    expect(late.outcome).toBe('stopped');
    expect(late.look).toBeGreaterThan(12);
    expect(late.look).toBeLessThan(40);
    expect(watchKayenta([series(level(10, 10, 0))], means(), { firstLook: 10, every: 1 })).toMatchObject({
      outcome: 'passed',
      look: 40,
      score: 100,
    });
  });

  it('is marginal at the end: stopped', () => {
    const all = [0, 1, 2, 3, 4].map((at) => series(level(at === 0 ? 20 : 10, at === 0 ? 20 : 10, 0), `m${at}`));
    expect(watchKayenta(all, means(), { firstLook: 40, every: 1 })).toMatchObject({
      outcome: 'stopped',
      look: 40,
      score: 80,
    });
  });

  it('without any metric is no pass', () => {
    expect(watchKayenta([], means(), { firstLook: 10, every: 1 })).toMatchObject({ outcome: 'stopped', score: 0 });
  });
});
