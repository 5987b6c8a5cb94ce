import { describe, expect, it } from 'vitest';
import { fill, labelName, matchers, metricName, stringLiteral } from '../../../src/sources/prometheus/promql.ts';

describe('stringLiteral', () => {
  it.each([
    { name: 'plain text', input: 'shop', expected: '"shop"' },
    { name: 'a quote', input: 'a"b', expected: '"a\\"b"' },
    { name: 'a backslash', input: 'a\\', expected: '"a\\\\"' },
    { name: 'lines', input: 'a\nb\r\tc', expected: '"a\\nb\\r\\tc"' },
    { name: 'control characters', input: '\u0000\u0085', expected: '"\\u0000\\u0085"' },
    { name: 'braces', input: '"} or vector(1) #', expected: '"\\"} or vector(1) #"' },
  ])('escapes $name', ({ input, expected }) => {
    expect(stringLiteral(input)).toBe(expected);
  });
});

describe('names', () => {
  it.each(['', '1a', 'a-b', 'a"', 'a b', 'a{', 'é', 'a\n'])('refuses %j as a label and as a metric', (name) => {
    expect(() => labelName(name)).toThrow(/wanted a label name/);
    expect(() => metricName(name)).toThrow(/wanted a metric name/);
  });

  it('writes matchers only of names that are names', () => {
    expect(matchers({ environment: 'prod"', region: 'eu' })).toBe('environment="prod\\"",region="eu"');
    expect(() => matchers({ 'a=~".*",b': 'x' })).toThrow(/wanted a label name/);
  });
});

describe('fill', () => {
  it.each([
    {
      name: 'placeholders',
      template: 'x{$selector}[$window]',
      filling: { selector: 'a="b"', window: '60s' },
      expected: 'x{a="b"}[60s]',
    },
    { name: 'an empty selector', template: 'x{$selector, a="b"}', filling: { selector: '' }, expected: 'x{ a="b"}' },
    {
      name: 'values that look like placeholders once',
      template: '$selector',
      filling: { selector: '$window $& $1', window: '!' },
      expected: '$window $& $1',
    },
    {
      name: 'unknown placeholders not at all',
      template: '$other $constructor $1',
      filling: {},
      expected: '$other $constructor $1',
    },
  ])('fills $name', ({ template, filling, expected }) => {
    expect(fill(template, filling)).toBe(expected);
  });
});
