import { describe, expect, it } from 'vitest';
import { assessMeasurement } from '../../../src/judge/threshold/assess-measurement.ts';
import { argoLimits } from '../../../src/judge/threshold/assess-metric.ts';
import { parseCondition } from '../../../src/judge/threshold/condition.ts';
import { judgeThreshold, type ThresholdSeries } from '../../../src/judge/threshold/judge-threshold.ts';

const conditions = (success: string | null, failure: string | null) => ({
  success: success === null ? null : parseCondition(success),
  failure: failure === null ? null : parseCondition(failure),
});

describe('one measurement, as Argo’s own tests have it', () => {
  it.each([
    {
      name: 'NaN with both conditions',
      value: Number.NaN,
      success: '>= 0.9',
      failure: '< 0.9',
      expected: 'inconclusive',
    },
    { name: 'NaN with success only', value: Number.NaN, success: '>= 0.9', failure: null, expected: 'failed' },
    { name: 'NaN with failure only', value: Number.NaN, success: null, failure: '< 0.9', expected: 'successful' },
    { name: 'infinity', value: Number.POSITIVE_INFINITY, success: '>= 0.9', failure: null, expected: 'successful' },
    { name: 'nothing', value: null, success: '>= 0.9', failure: null, expected: 'error' },
    { name: 'nothing without conditions', value: null, success: null, failure: null, expected: 'error' },
    { name: 'no conditions', value: -5, success: null, failure: null, expected: 'successful' },
    { name: 'neither is met', value: 5, success: '< 1', failure: '> 9', expected: 'inconclusive' },
    { name: 'both are met', value: 5, success: '> 1', failure: '> 4', expected: 'failed' },
    { name: 'success', value: 5, success: '> 1', failure: '> 9', expected: 'successful' },
  ])('$name: $expected', ({ value, success, failure, expected }) => {
    expect(assessMeasurement(value, conditions(success, failure))).toBe(expected);
  });
});

describe('a condition', () => {
  it.each(['>= 0.95', '<1e-3', ' == -2 ', '!=0'])('%j is read', (text) => expect(parseCondition(text)).not.toBeNull());
  it.each(['', '0.95', '=> 1', '>= x', '>= 1; drop', 'result[0] >= 1', '>= NaN', '>= 1 >= 2'])('%j is none', (text) =>
    expect(parseCondition(text)).toBeNull(),
  );
});

const good = 0.99;
const bad = 0.5;
const series = (values: readonly (number | null)[], given: Partial<ThresholdSeries> = {}): ThresholdSeries => ({
  name: 'success',
  values,
  conditions: conditions('>= 0.9', null),
  ...given,
});
const failures = (failureLimit: number) => ({ limits: { ...argoLimits, failureLimit } });
const between = conditions('>= 0.9', '< 0.6');

describe('a run', () => {
  it.each([
    {
      name: 'the first failure, by default',
      run: series([good, bad, good]),
      expected: { phase: 'failed', look: 2, message: 'failed (1) > failureLimit (0)' },
    },
    {
      name: 'one failure more than the limit, never as many',
      run: series([bad, good, bad, good, bad], failures(2)),
      expected: { phase: 'failed', look: 5 },
    },
    {
      name: 'as many failures as the limit',
      run: series([bad, bad, bad], failures(3)),
      expected: { phase: 'successful', look: 3 },
    },
    {
      name: 'a limit below zero is off',
      run: series([bad, bad, bad], failures(-1)),
      expected: { phase: 'successful' },
    },
    {
      name: 'inconclusive values',
      run: series([0.7, good, 0.7], { conditions: between, limits: { ...argoLimits, inconclusiveLimit: 1 } }),
      expected: { phase: 'inconclusive', look: 3 },
    },
    { name: 'four errors in a row', run: series([null, null, null, null, good]), expected: { phase: 'successful' } },
    {
      name: 'five errors in a row',
      run: series([good, null, null, null, null, null]),
      expected: { phase: 'error', look: 6 },
    },
    {
      name: 'errors that anything else interrupts',
      run: series([null, null, null, null, good, null, null, null, null]),
      expected: { phase: 'successful' },
    },
    {
      name: 'no measurement at all: Argo fails open',
      run: series([]),
      expected: { phase: 'successful', look: 0, metric: null },
    },
    { name: 'a dry run', run: series([bad, bad], { dryRun: true }), expected: { phase: 'successful', metric: null } },
  ])('$name', ({ run, expected }) => {
    expect(judgeThreshold([run])).toMatchObject(expected);
  });

  it('ends with the metric that violates its limit first, the worst of two at the same look', () => {
    const slow = series([good, good, bad], { name: 'slow' });
    const unsure = series([good, 0.7], { name: 'unsure', conditions: between });
    expect(judgeThreshold([slow, unsure])).toMatchObject({ phase: 'inconclusive', metric: 'unsure', look: 2 });
    expect(judgeThreshold([unsure, series([good, bad], { name: 'bad' })])).toMatchObject({
      phase: 'failed',
      metric: 'bad',
    });
  });
});
