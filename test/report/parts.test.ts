import { describe, expect, test } from 'vitest';
import { groupByReason } from '../../src/report/group-by-reason.ts';
import { groupBySubject } from '../../src/report/group-by-subject.ts';
import { messageText } from '../../src/report/message-text.ts';
import { prose } from '../../src/report/prose.ts';
import { sideNames } from '../../src/report/side-names.ts';
import { sideText } from '../../src/report/side-text.ts';
import { toleranceText } from '../../src/report/tolerance-text.ts';
import { sharedFactor, toleratedBand } from '../../src/report/tolerated-band.ts';
import { windowText } from '../../src/report/window-text.ts';
import { aFinding } from '../fixtures/report/finding.ts';

describe('groupByReason', () => {
  const few = (subject: string) => aFinding({ subject, status: 'unmeasured', reasonCode: 'too-few-requests' });
  const silent = aFinding({ status: 'unmeasured', required: true, reasonCode: 'timeout', message: 'no answer' });

  test('puts what the verdict waits for first, then the largest group', () => {
    const empty = aFinding({ status: 'unmeasured', reasonCode: 'no-series' });
    const groups = groupByReason([empty, few('a'), few('b'), silent]);
    expect(groups.map(({ code, findings, required }) => [code, findings.length, required])).toEqual([
      ['timeout', 1, true],
      ['too-few-requests', 2, false],
      ['no-series', 1, false],
    ]);
  });

  test('repeats what an unreachable provider said once, and never more than three answers', () => {
    expect(groupByReason([silent, silent])[0]?.answers).toEqual(['no answer']);
    expect(groupByReason(['a', 'b', 'c', 'd'].map((message) => ({ ...silent, message })))[0]?.answers).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(groupByReason([few('a')])[0]?.answers).toEqual([]);
  });
});

describe('groupBySubject', () => {
  test('lets the worst quantile speak for a route, and keeps other checks apart', () => {
    const findings = [
      aFinding({ check: 'p95', subject: 'GET /a' }),
      aFinding({ dimension: 'errors', check: 'error-rate', subject: 'GET /a' }),
      aFinding({ check: 'p50', subject: 'GET /a' }),
      aFinding({ check: 'p50', subject: 'GET /b' }),
      aFinding({ dimension: 'resources', check: 'cpu', subject: 'total' }),
      aFinding({ dimension: 'resources', check: 'memory', subject: 'total' }),
      aFinding({ check: 'p99', subject: 'total' }),
      aFinding({ check: 'common-factor', subject: 'total' }),
    ];
    const groups = groupBySubject(findings).map(({ worst, others }) => [
      worst.check,
      worst.subject,
      others.map(({ check }) => check),
    ]);
    expect(groups).toEqual([
      ['p95', 'GET /a', ['p50']],
      ['error-rate', 'GET /a', []],
      ['p50', 'GET /b', []],
      ['cpu', 'total', []],
      ['memory', 'total', []],
      ['p99', 'total', []],
      ['common-factor', 'total', []],
    ]);
  });
});

test.each([
  { tolerance: { relative: 0.3, absolute: 0.025, direction: 'either' }, unit: 's', expected: '±30 % and ±25 ms' },
  { tolerance: { relative: null, absolute: 0.01, direction: 'either' }, unit: 'share', expected: '±1.0 pp' },
  { tolerance: { relative: 0.2, absolute: null, direction: 'increase' }, unit: 's', expected: '+20 %' },
  { tolerance: { relative: 0.2, absolute: 3, direction: 'decrease' }, unit: 'pods', expected: '-20 % and -3 pods' },
  { tolerance: { relative: null, absolute: null, direction: 'either' }, unit: 's', expected: '' },
  { tolerance: null, unit: 's', expected: '' },
] as const)('toleranceText writes $tolerance of a value in $unit as "$expected"', ({ tolerance, unit, expected }) => {
  expect(toleranceText({ tolerance, reference: null, detail: null, candidate: { value: 1, unit, n: null } })).toBe(
    expected,
  );
});

test.each([
  { direction: 'either', expected: [0.7, 1.3] },
  { direction: 'increase', expected: [0, 1.3] },
  { direction: 'decrease', expected: [0.7, Number.POSITIVE_INFINITY] },
] as const)('toleratedBand is open where the direction is $direction', ({ direction, expected }) => {
  expect(toleratedBand({ relative: 0.3, absolute: 0.1, direction }, 1)).toEqual(expected);
  expect(toleratedBand({ relative: 0.3, absolute: 0.025, direction: 'either' }, 0.01)).toEqual([0, 0.035]);
});

test.each([
  { name: 'the measured one', candidate: { value: 1.4, unit: 'ratio', n: 11 }, expected: 1.4 },
  { name: '1 where it was not measured', candidate: null, expected: 1 },
  { name: '1 where it is no factor', candidate: { value: Number.NaN, unit: 'ratio', n: 0 }, expected: 1 },
  { name: '1 where it is zero', candidate: { value: 0, unit: 'ratio', n: 0 }, expected: 1 },
])('sharedFactor is $name', ({ candidate, expected }) => {
  expect(sharedFactor([aFinding({ check: 'common-factor', candidate })])).toBe(expected);
});

test.each([
  { question: 'fidelity', environments: ['production', 'staging'], expected: ['production', 'staging'] },
  { question: 'release', environments: ['staging', 'staging'], expected: ['previous build', 'new build'] },
  { question: 'canary', environments: ['production', 'production'], expected: ['baseline', 'canary'] },
] as const)(
  'sideNames of $question between $environments',
  ({ question, environments: [reference, candidate], expected }) => {
    const names = sideNames({
      question,
      windows: { reference: { environment: reference }, candidate: { environment: candidate } },
    });
    expect([names.reference, names.candidate]).toEqual(expected);
  },
);

test.each([
  { side: { value: 0.084, unit: 's', n: 12_400 }, expected: '84 ms (n = 12,400)' },
  { side: { value: 0.22, unit: 'share', n: null }, expected: '22 %' },
  { side: { value: 8312, unit: 'requests', n: 8312 }, expected: '8,312 requests' },
  { side: null, expected: 'not measured' },
])('sideText writes "$expected"', ({ side, expected }) => {
  expect(sideText(side)).toBe(expected);
});

test.each([
  { to: '2026-11-20T19:00:00.000Z', expected: '2026-11-20 18:00 to 19:00 UTC' },
  { to: '2026-11-21T02:30:00.000Z', expected: '2026-11-20 18:00 to 2026-11-21 02:30 UTC' },
])('windowText writes "$expected"', ({ to, expected }) => {
  expect(windowText({ from: '2026-11-20T18:00:00.000Z', to })).toBe(expected);
});

test.each([
  { message: 'GET /a error rate: 3 %', expected: '3 %' },
  { message: 'GET /a error-rate: 3 %', expected: '3 %' },
  { message: 'GET /a: 3 %', expected: '3 %' },
  { message: 'error-rate: 3 %', expected: '3 %' },
  { message: '3 % of GET /a', expected: '3 % of GET /a' },
])('messageText makes "$expected" of "$message"', ({ message, expected }) => {
  expect(messageText({ subject: 'GET /a', check: 'error-rate', message })).toBe(expected);
});

test.each([
  { text: 'set `scale`.', expected: ['set ', '[scale]', '.'] },
  { text: '`a` and `b`', expected: ['[a]', ' and ', '[b]'] },
  { text: 'one ` only', expected: ['one ` only'] },
  { text: '``', expected: ['``'] },
  { text: '', expected: [] },
])('prose finds the code of "$text"', ({ text, expected }) => {
  expect(prose(text).map(({ words, code }) => (code ? `[${words}]` : words))).toEqual(expected);
});
