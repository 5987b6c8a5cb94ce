import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { worstFirst } from '../../src/model/worst-first.ts';
import { aFinding } from '../fixtures/report/finding.ts';

const side = (value: number) => ({ value, unit: 'share', n: 1 });

/** Each finding belongs before the next one. */
const order: { readonly why: string; readonly finding: Partial<Finding> }[] = [
  { why: 'diverged and blocking', finding: { status: 'diverged', severity: 'block', change: 0.1 } },
  { why: 'gone altogether: infinitely different', finding: { status: 'diverged', change: -1 } },
  { why: '× 5', finding: { status: 'diverged', change: 4 } },
  { why: 'a quarter, as far as × 4', finding: { status: 'diverged', change: -0.75 } },
  {
    why: 'a share that is concerned',
    finding: { status: 'diverged', change: null, detail: { kind: 'missing-route', share: 0.4 } },
  },
  {
    why: 'a difference from zero',
    finding: { status: 'diverged', change: null, reference: side(0), candidate: side(0.03) },
  },
  { why: 'no size known', finding: { status: 'diverged', change: Number.NaN } },
  { why: 'diverged, only observed, however large', finding: { status: 'diverged', severity: 'observe', change: 99 } },
  { why: 'error', finding: { status: 'error', severity: 'observe' } },
  { why: 'unmeasured and required', finding: { status: 'unmeasured', required: true, severity: 'observe' } },
  { why: 'unmeasured', finding: { status: 'unmeasured', severity: 'block' } },
  { why: 'accepted', finding: { status: 'accepted', severity: 'block', change: 9 } },
  { why: 'match, by dimension', finding: { dimension: 'errors' } },
  { why: 'match, by check', finding: { dimension: 'latency', check: 'p50' } },
  { why: 'match, by subject', finding: { dimension: 'latency', check: 'p95', subject: 'GET /a', fingerprint: '1' } },
  {
    why: 'match, by fingerprint',
    finding: { dimension: 'latency', check: 'p95', subject: 'GET /a', fingerprint: '2' },
  },
];
const findings = order.map(({ finding }) => aFinding(finding));

describe('worstFirst', () => {
  test.each(order.map(({ why }, index) => ({ why, index })))('puts "$why" before all that follows', ({ index }) => {
    const [first, ...following] = findings.slice(index);
    for (const later of following) {
      expect(worstFirst([first as Finding, later])).toEqual([first, later]);
      expect(worstFirst([later, first as Finding])).toEqual([first, later]);
    }
  });

  test('gives the same order whatever the order before', () => {
    expect(worstFirst(findings.toReversed())).toEqual(findings);
    expect(worstFirst([...findings.slice(7), ...findings.slice(0, 7)])).toEqual(findings);
  });

  test('leaves the given list as it is', () => {
    const given = findings.toReversed();
    worstFirst(given);
    expect(given).toEqual(findings.toReversed());
  });
});
