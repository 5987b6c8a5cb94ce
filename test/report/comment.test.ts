import { describe, expect, test } from 'vitest';
import { comment, commentMarker } from '../../src/report/comment.ts';
import { hugeVerdict } from '../fixtures/report/huge-verdict.ts';
import { aVerdict, shopVerdict } from '../fixtures/report/verdict.ts';

describe('the pull-request comment', () => {
  test('of the shop, with a link to the report', () => {
    expect(comment(shopVerdict(), { link: 'https://github.com/o/r/actions/runs/812' })).toMatchInlineSnapshot(`
      "<!-- tollgate:report:shop:fidelity -->
      ## ❌ FAIL: staging does not stand for production: 4 of 42 measured checks differ.

      **shop, eu-west-1, main 4f1c9a7d2b**: production 2026-11-20 18:00 to 19:00 UTC, staging 2026-11-21 08:00 to 09:00 UTC; score 84 of 100, coverage 86 %

      | dimension | check | subject | production | staging | change | tolerance | severity |
      | --- | --- | --- | ---: | ---: | ---: | ---: | --- |
      | errors | error-rate | <code>POST /payments</code> | **0.12 %** (n 21,950) | **3.1 %** (n 1,995) | × 26 | ±1.0 pp | warn |
      | latency | p95 | <code>POST /checkout</code> | **84 ms** (n 24,480) | **428 ms** (n 2,225) | × 5.1 | ±30 % and ±25 ms | warn |
      | resources | memory | <code>total</code> | **22 %** | **88 %** | × 4.0 | × or ÷ 2.0 and ±5.0 pp | warn |
      | latency | p50 | <code>GET /account/invoices/&#123;year&#125;/&#123;month&#125;/export.pdf</code> | **589 ms** (n 1,240) | **1.7 s** (n 113) | × 2.9 | ±30 % and ±25 ms | warn |
      | latency | p50 | <code>GET /search</code> | **56 ms** (n 96,310) | **25 ms** (n 8,755) | ÷ 2.2 | ±30 % and ±25 ms | warn |
      | traffic | missing-route | <code>POST /returns</code> | **8,312 requests** | **0 requests** | -100 % |  | warn |

      <details><summary>What they mean, and what to do</summary>

      - **errors/error-rate** <code>POST /payments</code>: staging 3.1 % (n = 1,995) failed, production 0.12 % (n = 21,950): +3.0 pp<br>*Risk:* Failing paths are exercised on one side only: error handling, retries and fallbacks go untested.<br>*Do:* Compare the error logs of this route on both sides; look at dependencies, permissions and test data.<br><code>errors/error-rate POST /payments</code>
      - **latency/p95** <code>POST /checkout</code>: staging 428 ms (n = 2,225), production 84 ms (n = 24,480): × 5.1; × 3.6 once the common factor 1.40 is taken out<br>Also: p50 × 5.1.<br>*Risk:* Slow requests are not reproduced: query plans at production’s data volume, lock waits and time-outs pass staging unseen.<br>*Do:* Compare the query plans and row counts behind this route, and its calls to other services, on both sides.<br><code>latency/p95 POST /checkout</code>
      - **resources/memory** <code>total</code>: staging uses 88 % of its limit, production 22 %: × 4.0<br>*Risk:* Memory pressure, garbage-collection storms and OOM kills show on one side only.<br>*Do:* Compare memory limits, cache sizes and heap settings; declare the ratio under <code>scale.memory</code> where it is meant.<br><code>resources/memory total</code>
      - **latency/p50** <code>GET /account/invoices/&#123;year&#125;/&#123;month&#125;/export.pdf</code>: staging 1.7 s (n = 113), production 589 ms (n = 1,240): × 2.9; × 2.1 once the common factor 1.40 is taken out<br>*Risk:* Slow requests are not reproduced: query plans at production’s data volume, lock waits and time-outs pass staging unseen.<br>*Do:* Compare the query plans and row counts behind this route, and its calls to other services, on both sides.<br><code>latency/p50 GET /account/invoices/&#123;year&#125;/&#123;month&#125;/export.pdf</code>
      - **latency/p50** <code>GET /search</code>: staging 25 ms (n = 8,755), production 56 ms (n = 96,310): ÷ 2.2; ÷ 3.1 once the common factor 1.40 is taken out<br>Also: p95 ÷ 2.2, p99 ÷ 2.2.<br>*Risk:* Slow requests are not reproduced: query plans at production’s data volume, lock waits and time-outs pass staging unseen.<br>*Do:* Compare the query plans and row counts behind this route, and its calls to other services, on both sides.<br><code>latency/p50 GET /search</code>
      - **traffic/missing-route** <code>POST /returns</code>: production served 8,312 requests (0.87 % of all), staging none<br>*Risk:* Whatever breaks on this route breaks first in production.<br>*Do:* Add the route to the load test, or list it under <code>routes.ignore</code>.<br><code>traffic/missing-route POST /returns</code>


      </details>

      <details><summary>Not measured: 11 checks</summary>

      - <code>too-few-requests</code>, 9 checks: Lengthen the window or the load test; the finding says how many requests are needed.
      - <code>no-series</code>, 2 checks: Export the metric, or name it under <code>custom</code> in the configuration.


      </details>

      Of 58 checks 37 match, 9 differ, 1 accepted, 11 not measured. [Full report](https://github.com/o/r/actions/runs/812)
      "
    `);
  });

  test('of 2,000 routes stays short', () => {
    expect(comment(hugeVerdict(2000)).length).toBeLessThan(10_000);
  });

  test('of the most hostile names fits into what GitHub takes', () => {
    const verdict = hugeVerdict(200);
    const wide = '|'.repeat(10_000);
    const findings = verdict.findings.map((finding, index) => ({
      ...finding,
      subject: `${index}${wide}`,
      message: wide,
      remedy: wide,
      risk: wide,
    }));
    const text = comment({ ...verdict, findings, summary: wide });
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text.split('<details>').length).toBe(text.split('</details>').length);
  });

  test('links to nothing but web addresses', () => {
    expect(comment(aVerdict(), { link: 'javascript:alert(1)' })).not.toContain('Full report');
  });
});

describe('the marker', () => {
  test('is the first line', () => {
    expect(comment(shopVerdict()).split('\n')[0]).toBe('<!-- tollgate:report:shop:fidelity -->');
  });

  test.each([
    { service: 'a-->b', expected: '<!-- tollgate:report:a--%3Eb:fidelity -->' },
    { service: 'a\nb', expected: '<!-- tollgate:report:a%0Ab:fidelity -->' },
    { service: '支', expected: '<!-- tollgate:report:%E6%94%AF:fidelity -->' },
    { service: '\uD800', expected: '<!-- tollgate:report:%EF%BF%BD:fidelity -->' },
    { service: 'a:release', expected: '<!-- tollgate:report:a%3Arelease:fidelity -->' },
  ])('cannot be ended or forged by the service $service', ({ service, expected }) => {
    expect(commentMarker({ service }, 'fidelity')).toBe(expected);
  });
});
