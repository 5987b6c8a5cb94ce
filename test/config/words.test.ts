import { describe, expect, it } from 'vitest';
import { parsePercentage } from '../../src/config/percentage.ts';
import { parseSelector, sameSelector } from '../../src/config/selector.ts';
import { parseWindowChoice } from '../../src/config/window-choice.ts';
import { parseDuration } from '../../src/model/duration.ts';
import { nearest } from '../../src/model/nearest.ts';

describe('a duration', () => {
  it.each([
    ['30s', 30],
    ['20m', 1200],
    ['1h30m', 5400],
    ['1.5h', 5400],
    ['7d', 604_800],
    ['1w', 604_800],
  ])('%s is %d seconds', (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });
  it.each(['', '30', 's', '1 h', '-1h', '0s', '1y', '1h ', `${'9'.repeat(400)}d`])('%j is refused', (text) => {
    expect(() => parseDuration(text)).toThrow(/wanted a duration such as/);
  });
});

describe('how long', () => {
  it.each([
    { text: '3650d', parse: parseDuration },
    { text: '90d', parse: parseWindowChoice },
    { text: '2026-08-01T00:00Z/2026-10-30T00:00Z', parse: parseWindowChoice },
  ])('$text is not too long', ({ text, parse }) => {
    expect(() => parse(text)).not.toThrow();
  });
  it.each([
    { text: '3651d', parse: parseDuration, message: 'at most 10 years, not "3651d"' },
    { text: '999999999999d', parse: parseDuration, message: 'at most 10 years' },
    { text: '91d', parse: parseWindowChoice, message: 'wanted a window of at most 90 days, not "91d"' },
    { text: '999999999999d', parse: parseWindowChoice, message: 'at most 90 days' },
    { text: '2026-08-01T00:00Z/2026-10-30T00:01Z', parse: parseWindowChoice, message: 'at most 90 days' },
  ])('$text is', ({ text, parse, message }) => {
    expect(() => parse(text)).toThrow(message);
  });
});

describe('a share', () => {
  it.each([
    ['0.2', 0.2],
    ['20%', 0.2],
    ['20 %', 0.2],
    ['.5', 0.5],
    ['0', 0],
    ['10', 10],
  ])('%s is %d', (text, expected) => {
    expect(parsePercentage(text)).toBeCloseTo(expected, 12);
  });
  it.each(['', '%', '-1', '20', '1e3', 'NaN', '20%%', '9'.repeat(400)])('%j is refused', (text) => {
    expect(() => parsePercentage(text)).toThrow(/wanted a share/);
  });
});

describe('a selector', () => {
  it.each([
    { text: 'environment=production', expected: { environment: 'production' } },
    { text: ' a = b c , d=e/f.g ', expected: { a: 'b c', d: 'e/f.g' } },
    { text: 'a=b,', expected: { a: 'b' } },
    { text: 'a=x=y', expected: { a: 'x=y' } },
  ])('$text is read', ({ text, expected }) => {
    expect(parseSelector(text)).toEqual(expected);
  });
  it.each([
    '',
    ' , ',
    'a',
    '=b',
    'a=',
    '1a=b',
    'a=~b',
    'a!=b',
    'a=="b"',
    '{a="b"}',
    'a=b}',
    'a="b"',
    'a=b,a=c',
    'a-b=c',
  ])('%j is refused', (text) => {
    expect(() => parseSelector(text)).toThrow(/^wanted (label=value|every label once)/);
  });
  it('is the same in another order', () => {
    expect(sameSelector({ a: '1', b: '2' }, { b: '2', a: '1' })).toBe(true);
    expect(sameSelector({ a: '1' }, { a: '1', b: '2' })).toBe(false);
  });
});

describe('a window', () => {
  it.each([
    { text: '1h', expected: { kind: 'last', seconds: 3600 } },
    { text: 'busiest', expected: { kind: 'busiest' } },
    {
      text: '2026-11-20T08:00:00+01:00/2026-11-20T08:00Z',
      expected: { kind: 'fixed', window: { from: '2026-11-20T07:00:00.000Z', to: '2026-11-20T08:00:00.000Z' } },
    },
  ])('$text is read', ({ text, expected }) => {
    expect(parseWindowChoice(text)).toEqual(expected);
  });
  it.each([
    '',
    'quietest',
    '2026-11-20/2026-11-21',
    '2026-11-20T08:00:00/2026-11-20T09:00:00',
    '2026-11-20T09:00:00Z/2026-11-20T08:00:00Z',
    '1h/2h',
    'Nov 20 2026 1T2Z/Nov 21 2026 1T2Z',
  ])('%j is refused', (text) => {
    expect(() => parseWindowChoice(text)).toThrow(/wanted/);
  });
});

describe('the nearest word', () => {
  it.each([
    { word: 'urll', candidates: ['file', 'url'], expected: 'url' },
    { word: 'Slack-Webhook-URL', candidates: ['slackWebhookUrl'], expected: 'slackWebhookUrl' },
    { word: 'blok', candidates: ['warn', 'block'], expected: 'block' },
    { word: 'banana', candidates: ['url', 'file'], expected: null },
    { word: 'x'.repeat(10_000), candidates: ['x'], expected: null },
    { word: 'url', candidates: [], expected: null },
  ])('$word', ({ word, candidates, expected }) => {
    expect(nearest(word, candidates)).toBe(expected);
  });
});
