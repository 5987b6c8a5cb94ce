import { describe, expect, test } from 'vitest';
import { annotations } from '../../src/report/annotations.ts';
import { aFinding } from '../fixtures/report/finding.ts';
import { hugeVerdict } from '../fixtures/report/huge-verdict.ts';
import { inconclusiveVerdict } from '../fixtures/report/inconclusive-verdict.ts';
import { shopVerdict } from '../fixtures/report/verdict.ts';

describe('annotations', () => {
  test('of the shop', () => {
    expect(annotations(shopVerdict().findings)).toMatchInlineSnapshot(`
      [
        {
          "level": "warning",
          "message": "staging 3.1 % (n = 1,995) failed, production 0.12 % (n = 21,950): +3.0 pp. Compare the error logs of this route on both sides; look at dependencies, permissions and test data.",
          "title": "errors/error-rate POST /payments",
        },
        {
          "level": "warning",
          "message": "staging 428 ms (n = 2,225), production 84 ms (n = 24,480): × 5.1; × 3.6 once the common factor 1.40 is taken out. Also p50 × 5.1. Compare the query plans and row counts behind this route, and its calls to other services, on both sides.",
          "title": "latency/p95 POST /checkout",
        },
        {
          "level": "warning",
          "message": "staging uses 88 % of its limit, production 22 %: × 4.0. Compare memory limits, cache sizes and heap settings; declare the ratio under \`scale.memory\` where it is meant.",
          "title": "resources/memory total",
        },
        {
          "level": "warning",
          "message": "staging 1.7 s (n = 113), production 589 ms (n = 1,240): × 2.9; × 2.1 once the common factor 1.40 is taken out. Compare the query plans and row counts behind this route, and its calls to other services, on both sides.",
          "title": "latency/p50 GET /account/invoices/{year}/{month}/export.pdf",
        },
        {
          "level": "warning",
          "message": "staging 25 ms (n = 8,755), production 56 ms (n = 96,310): ÷ 2.2; ÷ 3.1 once the common factor 1.40 is taken out. Also p95 ÷ 2.2, p99 ÷ 2.2. Compare the query plans and row counts behind this route, and its calls to other services, on both sides.",
          "title": "latency/p50 GET /search",
        },
        {
          "level": "warning",
          "message": "production served 8,312 requests (0.87 % of all), staging none. Add the route to the load test, or list it under \`routes.ignore\`.",
          "title": "traffic/missing-route POST /returns",
        },
      ]
    `);
  });

  test('say why the verdict is inconclusive', () => {
    expect(annotations(inconclusiveVerdict().findings)).toMatchInlineSnapshot(`
      [
        {
          "level": "warning",
          "message": "The server did not answer in time. GET https://metrics.staging.example/api/v1/query: no answer within 30 s (4 attempts). Raise \`metrics.timeout\`, or shorten the window.",
          "title": "not measured: timeout (2 checks)",
        },
      ]
    `);
  });

  test.each(['warn', 'block'] as const)('are ten of %s at most, and the tenth counts the rest', (severity) => {
    const findings = hugeVerdict(100).findings.map((finding) => ({ ...finding, severity }));
    const made = annotations(findings);
    expect(made).toHaveLength(10);
    expect(made.every(({ level }) => level === (severity === 'block' ? 'error' : 'warning'))).toBe(true);
    expect(made.at(-1)?.title).toMatch(/^\d+ more$/);
  });

  test('are ten where there are ten', () => {
    const findings = Array.from({ length: 10 }, (_, index) =>
      aFinding({ status: 'diverged', subject: `GET /${index}` }),
    );
    expect(annotations(findings).map(({ title }) => title)).toEqual(
      findings.map(({ subject }) => `latency/p95 ${subject}`),
    );
  });

  test.each([
    { name: 'a match', finding: aFinding({ severity: 'block' }) },
    { name: 'a difference that is only observed', finding: aFinding({ status: 'diverged', severity: 'observe' }) },
    { name: 'an accepted difference', finding: aFinding({ status: 'accepted', severity: 'block' }) },
    { name: 'an unmeasured check that nothing waits for', finding: aFinding({ status: 'unmeasured' }) },
  ])('are not made of $name', ({ finding }) => {
    expect(annotations([finding])).toEqual([]);
  });

  test('are cut at what the runner takes, and hold one line', () => {
    const long = `a\n::error::${'x'.repeat(10_240)}`;
    const [made] = annotations([aFinding({ status: 'diverged', subject: long, message: long, remedy: long })]);
    expect(made?.title).toHaveLength(200);
    expect(made?.message).toHaveLength(4096);
    expect(`${made?.title}${made?.message}`).not.toContain('\n');
  });
});
