import { describe, expect, test } from 'vitest';
import { html } from '../../src/report/html.ts';
import { aFinding } from '../fixtures/report/finding.ts';
import { hugeVerdict } from '../fixtures/report/huge-verdict.ts';
import { inconclusiveVerdict } from '../fixtures/report/inconclusive-verdict.ts';
import { aVerdict, shopVerdict } from '../fixtures/report/verdict.ts';

const page = html(shopVerdict());
const place = (text: string, words: string) => {
  const at = text.indexOf(words);
  expect(at, words).toBeGreaterThan(-1);
  return at;
};

describe('the HTML report', () => {
  test('loads nothing and runs nothing', () => {
    expect(page).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;">`,
    );
    expect(page).not.toMatch(/<script|<iframe|<object|<embed|<img|\son\w+=|url\(|@import|javascript:/i);
    expect([...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address)).toEqual(['data:,']);
  });

  test('says the verdict, then the three worst differences, then the rest', () => {
    const order = [
      'FAIL',
      'staging does not stand for production',
      'POST /<wbr>payments',
      'POST /<wbr>checkout',
      'resources · memory',
      'All 9 differences',
      'Response time per route',
      'What was not measured, and why',
    ];
    const places = order.map((words) => place(page, words));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('shows three worst differences about three different things', () => {
    const cards = /<ol class="cards">[\s\S]*?<\/ol>/.exec(page)?.[0] ?? '';
    expect([...cards.matchAll(/<h3>(.*?)<\/h3>/g)].map(([, name]) => name)).toEqual([
      '<code>POST /<wbr>payments</code>',
      '<code>POST /<wbr>checkout</code>',
      'The whole service',
    ]);
  });

  test('gives every drawing a name for those who do not see it', () => {
    const drawings = page.match(/<svg[^>]*role="img"[^>]*><title>[^<]+<\/title>/g) ?? [];
    expect(drawings.length).toBe(page.match(/role="img"/g)?.length);
    expect(drawings.length).toBeGreaterThan(30);
    expect(page).toContain(
      '<title>POST /checkout: production 84 ms, staging 428 ms, × 5.1; beyond tolerance (±30 % and ±25 ms)</title>',
    );
  });

  test('tells differences by shape and words, not by colour alone', () => {
    const rows = page.match(/<div class="row off">[\s\S]*?\n/g) ?? [];
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) {
      expect(row).toContain('<path class="mark off"');
      expect(row).toContain('◆ differs');
    }
  });

  test('shows what has no value as not measured, with its reason and its remedy', () => {
    expect(page).toContain('too-few-requests');
    expect(page).toContain('Lengthen the window or the load test');
    expect(page).toContain(
      'Staging runs with profiling on until the allocator is replaced (team-platform, until 2026-12-31)',
    );
    expect(page).toContain('7c1fe0a2b9d4');
  });

  test('of 2,000 routes draws the 40 worst and puts all into a table', () => {
    const huge = html(hugeVerdict(2000));
    const chart = /<section aria-labelledby="latency">[\s\S]*?<details>/.exec(huge)?.[0] ?? '';
    expect(chart.match(/role="img"/g)).toHaveLength(40);
    expect(chart).toContain('The 40 worst of 1,714 routes.');
    const table = huge.slice(huge.indexOf('All 2,000 routes'));
    expect(table.match(/<tr>/g)).toHaveLength(2001);
    expect(huge.length).toBeLessThan(3_000_000);
  });

  test('of an inconclusive verdict begins with what was not measured', () => {
    const open = html(inconclusiveVerdict());
    expect(place(open, 'What was not measured, and why')).toBeLessThan(place(open, 'What was measured'));
    expect(open).not.toContain('The worst differences');
  });

  test.each([
    { name: 'no detail', detail: null },
    { name: 'a detail of another kind', detail: { kind: 'scatter' } },
    { name: 'points that are none', detail: { kind: 'scatter', points: 'many' } },
    {
      name: 'a point at zero, which has no logarithm',
      detail: { kind: 'scatter', points: [{ route: 'a', reference: 0, candidate: 1 }] },
    },
  ])('does without a scatter plot where there is $name', ({ detail }) => {
    const text = html(aVerdict({ findings: [aFinding({ check: 'rank-correlation', subject: 'total', detail })] }));
    expect(text).not.toContain('class="scatter"');
    expect(text).toContain('</html>');
  });

  test('draws the points that have a place on logarithmic axes', () => {
    const points = [
      { route: 'a', reference: 0, candidate: 1 },
      { route: 'b', reference: 1, candidate: 2 },
    ];
    const text = html(
      aVerdict({
        findings: [aFinding({ check: 'rank-correlation', subject: 'total', detail: { kind: 'scatter', points } })],
      }),
    );
    expect(text).toContain('<title>b: 1.0 s and 2.0 s</title>');
    expect(text).not.toContain('<title>a: ');
  });

  test.each([
    { name: 'zero on both sides', values: [0, 0] },
    { name: 'zero on one side', values: [0, 3] },
    { name: 'one value only', values: [1, 1] },
    { name: 'values 18 powers of ten apart', values: [1e-9, 1e9] },
    { name: 'not a number', values: [Number.NaN, 1] },
    { name: 'infinity', values: [1, Number.POSITIVE_INFINITY] },
  ])('draws $name without a place that is no number', ({ values: [reference = 0, candidate = 0] }) => {
    const checks = ['p95', 'error-rate', 'cpu'].map((check) => {
      const unit = check === 'p95' ? 's' : check === 'cpu' ? 'cores' : 'share';
      const dimension = check === 'p95' ? 'latency' : check === 'cpu' ? 'resources' : 'errors';
      const sides = { reference: { value: reference, unit, n: 1 }, candidate: { value: candidate, unit, n: 1 } };
      return aFinding({
        dimension,
        check,
        ...sides,
        status: 'diverged',
        tolerance: { relative: 0.3, absolute: 0.01, direction: 'increase' },
      });
    });
    const text = html(aVerdict({ findings: checks }));
    expect(
      [...text.matchAll(/\b(?:x|x1|x2|cx|y|width|points|d)="[^"]*(?:NaN|Infinity)[^"]*"/g)].map(([found]) => found),
    ).toEqual([]);
  });
});
