import { describe, expect, test } from 'vitest';
import { markdown } from '../../src/report/markdown.ts';
import { hugeVerdict } from '../fixtures/report/huge-verdict.ts';
import { inconclusiveVerdict } from '../fixtures/report/inconclusive-verdict.ts';
import { shopVerdict } from '../fixtures/report/verdict.ts';

const count = (text: string, word: string) => text.split(word).length - 1;

describe('the job summary', () => {
  test('of the shop', () => {
    expect(markdown(shopVerdict())).toMatchInlineSnapshot(`
      "## ❌ FAIL: staging does not stand for production: 4 of 42 measured checks differ.

      **shop, eu-west-1, main 4f1c9a7d2b**: production 2026-11-20 18:00 to 19:00 UTC, staging 2026-11-21 08:00 to 09:00 UTC; score 84 of 100, coverage 86 %

      ### Differences, worst first

      | dimension | check | subject | production | staging | change | tolerance | severity |
      | --- | --- | --- | ---: | ---: | ---: | ---: | --- |
      | errors | error-rate | <code>POST /payments</code> | **0.12 %** (n 21,950) | **3.1 %** (n 1,995) | × 26 | ±1.0 pp | warn |
      | latency | p95 | <code>POST /checkout</code> | **84 ms** (n 24,480) | **428 ms** (n 2,225) | × 5.1 | ±30 % and ±25 ms | warn |
      | latency | p50 | <code>POST /checkout</code> | **26 ms** (n 24,480) | **133 ms** (n 2,225) | × 5.1 | ±30 % and ±25 ms | warn |
      | resources | memory | <code>total</code> | **22 %** | **88 %** | × 4.0 | × or ÷ 2.0 and ±5.0 pp | warn |
      | latency | p50 | <code>GET /account/invoices/&#123;year&#125;/&#123;month&#125;/export.pdf</code> | **589 ms** (n 1,240) | **1.7 s** (n 113) | × 2.9 | ±30 % and ±25 ms | warn |
      | latency | p50 | <code>GET /search</code> | **56 ms** (n 96,310) | **25 ms** (n 8,755) | ÷ 2.2 | ±30 % and ±25 ms | warn |
      | latency | p95 | <code>GET /search</code> | **182 ms** (n 96,310) | **82 ms** (n 8,755) | ÷ 2.2 | ±30 % and ±25 ms | warn |
      | latency | p99 | <code>GET /search</code> | **346 ms** (n 96,310) | **155 ms** (n 8,755) | ÷ 2.2 | ±30 % and ±25 ms | warn |
      | traffic | missing-route | <code>POST /returns</code> | **8,312 requests** | **0 requests** | -100 % |  | warn |

      <details><summary>What the worst ones mean, and what to do</summary>

      - **errors/error-rate** <code>POST /payments</code>: staging 3.1 % (n = 1,995) failed, production 0.12 % (n = 21,950): +3.0 pp<br>*Risk:* Failing paths are exercised on one side only: error handling, retries and fallbacks go untested.<br>*Do:* Compare the error logs of this route on both sides; look at dependencies, permissions and test data.<br><code>errors/error-rate POST /payments</code>
      - **latency/p95** <code>POST /checkout</code>: staging 428 ms (n = 2,225), production 84 ms (n = 24,480): × 5.1; × 3.6 once the common factor 1.40 is taken out<br>Also: p50 × 5.1.<br>*Risk:* Slow requests are not reproduced: query plans at production’s data volume, lock waits and time-outs pass staging unseen.<br>*Do:* Compare the query plans and row counts behind this route, and its calls to other services, on both sides.<br><code>latency/p95 POST /checkout</code>
      - **resources/memory** <code>total</code>: staging uses 88 % of its limit, production 22 %: × 4.0<br>*Risk:* Memory pressure, garbage-collection storms and OOM kills show on one side only.<br>*Do:* Compare memory limits, cache sizes and heap settings; declare the ratio under <code>scale.memory</code> where it is meant.<br><code>resources/memory total</code>
      - **latency/p50** <code>GET /account/invoices/&#123;year&#125;/&#123;month&#125;/export.pdf</code>: staging 1.7 s (n = 113), production 589 ms (n = 1,240): × 2.9; × 2.1 once the common factor 1.40 is taken out<br>*Risk:* Slow requests are not reproduced: query plans at production’s data volume, lock waits and time-outs pass staging unseen.<br>*Do:* Compare the query plans and row counts behind this route, and its calls to other services, on both sides.<br><code>latency/p50 GET /account/invoices/&#123;year&#125;/&#123;month&#125;/export.pdf</code>
      - **latency/p50** <code>GET /search</code>: staging 25 ms (n = 8,755), production 56 ms (n = 96,310): ÷ 2.2; ÷ 3.1 once the common factor 1.40 is taken out<br>Also: p95 ÷ 2.2, p99 ÷ 2.2.<br>*Risk:* Slow requests are not reproduced: query plans at production’s data volume, lock waits and time-outs pass staging unseen.<br>*Do:* Compare the query plans and row counts behind this route, and its calls to other services, on both sides.<br><code>latency/p50 GET /search</code>
      - **traffic/missing-route** <code>POST /returns</code>: production served 8,312 requests (0.87 % of all), staging none<br>*Risk:* Whatever breaks on this route breaks first in production.<br>*Do:* Add the route to the load test, or list it under <code>routes.ignore</code>.<br><code>traffic/missing-route POST /returns</code>


      </details>

      | dimension | score | coverage | status |
      | --- | ---: | ---: | --- |
      | latency | 81 | 94 % | diverged |
      | errors | 90 | 83 % | diverged |
      | resources | 75 | 67 % | diverged |
      | traffic | 50 | 100 % | diverged |
      | data |  | 0 % | not measured |

      - Over 11 routes staging is +40 % against production; this common factor is taken out before routes are compared.
      - staging ranks 11 routes by p95 like production: Spearman’s ρ = 0.74, slope 0.88 on logarithms (1 and 1 are perfect).

      <details><summary>Not measured: 11 checks</summary>

      | reason | checks | what it means | what to do |
      | --- | ---: | --- | --- |
      | too-few-requests | 9 | One side has fewer requests than this check needs.<br><code>errors/error-rate GET /account/invoices/&#123;year&#125;/&#123;month&#125;/export.pdf</code>, <code>errors/error-rate POST /login</code>, <code>latency/p95 GET /account/invoices/&#123;year&#125;/&#123;month&#125;/export.pdf</code>, <code>latency/p99 GET /account/invoices/&#123;year&#125;/&#123;month&#125;/export.pdf</code>, <code>latency/p99 GET /orders</code> and 4 more | Lengthen the window or the load test; the finding says how many requests are needed. |
      | no-series | 2 | The source has series, but none that carries this measure.<br><code>resources/disk total</code>, <code>resources/pool total</code> | Export the metric, or name it under <code>custom</code> in the configuration. |


      </details>

      <details><summary>Accepted: 1</summary>

      - <code>resources/cpu total</code>: Staging runs with profiling on until the allocator is replaced (team-platform, until 2026-12-31)


      </details>

      <details><summary>Remarks</summary>

      - latency: OpenTelemetry HTTP semantic conventions on both sides
      - No traffic for the same window one and seven days earlier, so no noise floor is used.


      </details>

      37 checks match. <sub>tollgate 0.1.0, configuration <code>7c1fe0a2b9d4</code>, 2026-11-21 09:14 UTC, reason <code>diverged</code></sub>
      "
    `);
  });

  test('where nothing could be measured', () => {
    expect(markdown(inconclusiveVerdict())).toMatchInlineSnapshot(`
      "## ❔ INCONCLUSIVE: Nothing could be measured: staging’s metrics server did not answer.

      **shop, eu-west-1, main 4f1c9a7d2b**: production 2026-11-20 18:00 to 19:00 UTC, staging 2026-11-21 08:00 to 09:00 UTC; no score, coverage 0 %

      | dimension | score | coverage | status |
      | --- | ---: | ---: | --- |
      | latency |  | 0 % | not measured |
      | errors |  | 0 % | not measured |

      <details><summary>Not measured: 2 checks</summary>

      | reason | checks | what it means | what to do |
      | --- | ---: | --- | --- |
      | timeout **(required)** | 2 | The server did not answer in time.<br>GET https<code>&#58;</code>//metrics.staging.example/api/v1/query: no answer within 30 s (4 attempts)<br><code>errors/error-rate total</code>, <code>latency/p95 total</code> | Raise <code>metrics.timeout</code>, or shorten the window. |


      </details>

      0 checks match. <sub>tollgate 0.1.0, configuration <code>7c1fe0a2b9d4</code>, 2026-11-21 09:14 UTC, reason <code>provider-unreachable</code></sub>
      "
    `);
  });

  test('of 2,000 routes fits into what GitHub takes, with every difference', () => {
    const verdict = hugeVerdict(2000);
    const text = markdown(verdict);
    const differences = verdict.findings.filter(({ status }) => status === 'diverged').length;
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    expect(text.match(/^\| (?:latency|errors) \| (?:p|error).*\| warn \|$/gm)).toHaveLength(differences);
    expect(text).not.toContain('left out');
  });

  test.each([2500, 5000, 20_000, 65_536, 300_000])(
    'is cut to %i bytes between elements, and says what is left out',
    (limit) => {
      const verdict = hugeVerdict(2000);
      const text = markdown(verdict, { limit });
      const rows = text.match(/^\| (?:latency|errors) \| (?:p|error).*$/gm) ?? [];
      const grouped = [...text.matchAll(/^\| [a-z-]+ \| ([\d,]+) \| [A-Z]/gm)].map(([, checks = '']) =>
        Number(checks.replaceAll(',', '')),
      );
      const leftOut = Number(/\*\*([\d,]+) findings were left out\*\*/.exec(text)?.[1]?.replaceAll(',', ''));
      const open = verdict.findings.filter(({ status }) => status !== 'match').length;
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
      expect(rows.every((row) => row.endsWith('| warn |'))).toBe(true);
      expect(rows.length + grouped.reduce((sum, checks) => sum + checks, 0) + leftOut).toBe(open);
      expect(count(text, '<details>')).toBe(count(text, '</details>'));
      expect(count(text, '<code>')).toBe(count(text, '</code>'));
    },
  );

  test('counts bytes, not characters', () => {
    const verdict = hugeVerdict(60);
    const wide = {
      ...verdict,
      findings: verdict.findings.map((finding) => ({ ...finding, subject: '支払い'.repeat(30) })),
    };
    expect(Buffer.byteLength(markdown(wide, { limit: 8000 }))).toBeLessThanOrEqual(8000);
  });
});
