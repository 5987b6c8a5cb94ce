import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { terminal } from '../../src/report/terminal.ts';
import { hugeVerdict } from '../fixtures/report/huge-verdict.ts';
import { inconclusiveVerdict } from '../fixtures/report/inconclusive-verdict.ts';
import { aVerdict, shopVerdict } from '../fixtures/report/verdict.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours start with an escape character
const colours = /\u001B\[\d+m/g;
const widest = (text: string) => Math.max(...text.split('\n').map((line) => stringWidth(line)));

describe('the terminal report', () => {
  test('at 60 columns, piped', () => {
    expect(terminal(shopVerdict(), { colour: false, width: 60 })).toMatchInlineSnapshot(`
      "FAIL  staging does not stand for production: 4 of 42
            measured checks differ.

      shop, eu-west-1, main 4f1c9a7d2b
      production: 2026-11-20 18:00 to 19:00 UTC
      staging: 2026-11-21 08:00 to 09:00 UTC
      score 84 of 100, coverage 86 %

      Differences (9 checks), worst first

      1. errors/error-rate POST /payments [warn]
         production 0.12 % (n = 21,950), staging 3.1 %
         (n = 1,995), change x 26, tolerated +/-1.0 pp
         staging 3.1 % (n = 1,995) failed, production 0.12 %
         (n = 21,950): +3.0 pp
         Risk: Failing paths are exercised on one side only: error
               handling, retries and fallbacks go untested.
         Do:   Compare the error logs of this route on both sides;
               look at dependencies, permissions and test data.
         tollgate explain errors/error-rate POST /payments

      2. latency/p95 POST /checkout [warn]
         production 84 ms (n = 24,480), staging 428 ms
         (n = 2,225), change x 5.1, tolerated +/-30 % and +/-25 ms
         Also: p50 x 5.1
         staging 428 ms (n = 2,225), production 84 ms
         (n = 24,480): x 5.1; x 3.6 once the common factor 1.40 is
         taken out
         Risk: Slow requests are not reproduced: query plans at
               production's data volume, lock waits and time-outs
               pass staging unseen.
         Do:   Compare the query plans and row counts behind this
               route, and its calls to other services, on both
               sides.
         tollgate explain latency/p95 POST /checkout

      3. resources/memory total [warn]
         production 22 %, staging 88 %, change x 4.0, tolerated
         x or / 2.0 and +/-5.0 pp
         staging uses 88 % of its limit, production 22 %: x 4.0
         Risk: Memory pressure, garbage-collection storms and OOM
               kills show on one side only.
         Do:   Compare memory limits, cache sizes and heap
               settings; declare the ratio under \`scale.memory\`
               where it is meant.
         tollgate explain resources/memory total

      4. latency/p50 GET
         /account/invoices/{year}/{month}/export.pdf [warn]
         production 589 ms (n = 1,240), staging 1.7 s (n = 113),
         change x 2.9, tolerated +/-30 % and +/-25 ms
         staging 1.7 s (n = 113), production 589 ms (n = 1,240):
         x 2.9; x 2.1 once the common factor 1.40 is taken out
         Risk: Slow requests are not reproduced: query plans at
               production's data volume, lock waits and time-outs
               pass staging unseen.
         Do:   Compare the query plans and row counts behind this
               route, and its calls to other services, on both
               sides.
         tollgate explain latency/p50 GET
         /account/invoices/{year}/{month}/export.pdf

      5. latency/p50 GET /search [warn]
         production 56 ms (n = 96,310), staging 25 ms (n = 8,755),
         change / 2.2, tolerated +/-30 % and +/-25 ms
         Also: p95 / 2.2, p99 / 2.2
         staging 25 ms (n = 8,755), production 56 ms (n = 96,310):
         / 2.2; / 3.1 once the common factor 1.40 is taken out
         Risk: Slow requests are not reproduced: query plans at
               production's data volume, lock waits and time-outs
               pass staging unseen.
         Do:   Compare the query plans and row counts behind this
               route, and its calls to other services, on both
               sides.
         tollgate explain latency/p50 GET /search

      - traffic/missing-route POST /returns [warn]: -100 %

      Dimensions      score  coverage
      latency            81      94 %  diverged
      errors             90      83 %  diverged
      resources          75      67 %  diverged
      traffic            50     100 %  diverged
      data                -       0 %  not measured

      All routes together
      - Over 11 routes staging is +40 % against production; this
        common factor is taken out before routes are compared.
      - staging ranks 11 routes by p95 like production: Spearman's
        rho = 0.74, slope 0.88 on logarithms (1 and 1 are
        perfect).

      Not measured (11 checks)
      - too-few-requests (9): One side has fewer requests than
        this check needs.
        errors/error-rate GET
        /account/invoices/{year}/{month}/export.pdf,
        errors/error-rate POST /login, latency/p95 GET
        /account/invoices/{year}/{month}/export.pdf, latency/p99
        GET /account/invoices/{year}/{month}/export.pdf,
        latency/p99 GET /orders and 4 more
        Do: Lengthen the window or the load test; the finding says
            how many requests are needed.
      - no-series (2): The source has series, but none that
        carries this measure.
        resources/disk total, resources/pool total
        Do: Export the metric, or name it under \`custom\` in the
            configuration.

      Accepted (1)
      - resources/cpu total: Staging runs with profiling on until
        the allocator is replaced (team-platform, until
        2026-12-31)

      37 checks match.
      - latency: OpenTelemetry HTTP semantic conventions on both
        sides
      - No traffic for the same window one and seven days earlier,
        so no noise floor is used.
      tollgate 0.1.0, configuration 7c1fe0a2b9d4, 2026-11-21 09:14
      UTC, reason diverged
      "
    `);
  });

  test('at 120 columns, piped', () => {
    expect(terminal(shopVerdict(), { colour: false, width: 120 })).toMatchInlineSnapshot(`
      "FAIL  staging does not stand for production: 4 of 42 measured checks differ.

      shop, eu-west-1, main 4f1c9a7d2b
      production: 2026-11-20 18:00 to 19:00 UTC
      staging: 2026-11-21 08:00 to 09:00 UTC
      score 84 of 100, coverage 86 %

      Differences (9 checks), worst first

      1. errors/error-rate POST /payments [warn]
         production 0.12 % (n = 21,950), staging 3.1 % (n = 1,995), change x 26, tolerated +/-1.0 pp
         staging 3.1 % (n = 1,995) failed, production 0.12 % (n = 21,950): +3.0 pp
         Risk: Failing paths are exercised on one side only: error handling, retries and fallbacks go untested.
         Do:   Compare the error logs of this route on both sides; look at dependencies, permissions and test data.
         tollgate explain errors/error-rate POST /payments

      2. latency/p95 POST /checkout [warn]
         production 84 ms (n = 24,480), staging 428 ms (n = 2,225), change x 5.1, tolerated +/-30 % and +/-25 ms
         Also: p50 x 5.1
         staging 428 ms (n = 2,225), production 84 ms (n = 24,480): x 5.1; x 3.6 once the common factor 1.40 is taken out
         Risk: Slow requests are not reproduced: query plans at production's data volume, lock waits and time-outs pass
               staging unseen.
         Do:   Compare the query plans and row counts behind this route, and its calls to other services, on both sides.
         tollgate explain latency/p95 POST /checkout

      3. resources/memory total [warn]
         production 22 %, staging 88 %, change x 4.0, tolerated x or / 2.0 and +/-5.0 pp
         staging uses 88 % of its limit, production 22 %: x 4.0
         Risk: Memory pressure, garbage-collection storms and OOM kills show on one side only.
         Do:   Compare memory limits, cache sizes and heap settings; declare the ratio under \`scale.memory\` where it is meant.
         tollgate explain resources/memory total

      4. latency/p50 GET /account/invoices/{year}/{month}/export.pdf [warn]
         production 589 ms (n = 1,240), staging 1.7 s (n = 113), change x 2.9, tolerated +/-30 % and +/-25 ms
         staging 1.7 s (n = 113), production 589 ms (n = 1,240): x 2.9; x 2.1 once the common factor 1.40 is taken out
         Risk: Slow requests are not reproduced: query plans at production's data volume, lock waits and time-outs pass
               staging unseen.
         Do:   Compare the query plans and row counts behind this route, and its calls to other services, on both sides.
         tollgate explain latency/p50 GET /account/invoices/{year}/{month}/export.pdf

      5. latency/p50 GET /search [warn]
         production 56 ms (n = 96,310), staging 25 ms (n = 8,755), change / 2.2, tolerated +/-30 % and +/-25 ms
         Also: p95 / 2.2, p99 / 2.2
         staging 25 ms (n = 8,755), production 56 ms (n = 96,310): / 2.2; / 3.1 once the common factor 1.40 is taken out
         Risk: Slow requests are not reproduced: query plans at production's data volume, lock waits and time-outs pass
               staging unseen.
         Do:   Compare the query plans and row counts behind this route, and its calls to other services, on both sides.
         tollgate explain latency/p50 GET /search

      - traffic/missing-route POST /returns [warn]: -100 %

      Dimensions      score  coverage
      latency            81      94 %  diverged
      errors             90      83 %  diverged
      resources          75      67 %  diverged
      traffic            50     100 %  diverged
      data                -       0 %  not measured

      All routes together
      - Over 11 routes staging is +40 % against production; this common factor is taken out before routes are compared.
      - staging ranks 11 routes by p95 like production: Spearman's rho = 0.74, slope 0.88 on logarithms (1 and 1 are perfect).

      Not measured (11 checks)
      - too-few-requests (9): One side has fewer requests than this check needs.
        errors/error-rate GET /account/invoices/{year}/{month}/export.pdf, errors/error-rate POST /login, latency/p95 GET
        /account/invoices/{year}/{month}/export.pdf, latency/p99 GET /account/invoices/{year}/{month}/export.pdf, latency/p99
        GET /orders and 4 more
        Do: Lengthen the window or the load test; the finding says how many requests are needed.
      - no-series (2): The source has series, but none that carries this measure.
        resources/disk total, resources/pool total
        Do: Export the metric, or name it under \`custom\` in the configuration.

      Accepted (1)
      - resources/cpu total: Staging runs with profiling on until the allocator is replaced (team-platform, until 2026-12-31)

      37 checks match.
      - latency: OpenTelemetry HTTP semantic conventions on both sides
      - No traffic for the same window one and seven days earlier, so no noise floor is used.
      tollgate 0.1.0, configuration 7c1fe0a2b9d4, 2026-11-21 09:14 UTC, reason diverged
      "
    `);
  });

  test('where nothing could be measured', () => {
    expect(terminal(inconclusiveVerdict(), { colour: false, width: 80 })).toMatchInlineSnapshot(`
      "INCONCLUSIVE  Nothing could be measured: staging's metrics server did not
                    answer.

      shop, eu-west-1, main 4f1c9a7d2b
      production: 2026-11-20 18:00 to 19:00 UTC
      staging: 2026-11-21 08:00 to 09:00 UTC
      no score, coverage 0 %

      Dimensions      score  coverage
      latency             -       0 %  not measured
      errors              -       0 %  not measured

      Not measured (2 checks)
      - timeout (2, required): The server did not answer in time.
        GET https://metrics.staging.example/api/v1/query: no answer within 30 s (4
        attempts)
        errors/error-rate total, latency/p95 total
        Do: Raise \`metrics.timeout\`, or shorten the window.

      0 checks match.
      tollgate 0.1.0, configuration 7c1fe0a2b9d4, 2026-11-21 09:14 UTC, reason
      provider-unreachable
      "
    `);
  });

  test('of a pass without any finding', () => {
    const verdict = aVerdict({ decision: 'pass', reasonCode: 'all-within-tolerance', summary: 'Every check matches.' });
    expect(terminal(verdict, { colour: false, width: 80 })).toMatchInlineSnapshot(`
      "PASS  Every check matches.

      shop, eu-west-1, main 4f1c9a7d2b
      production: 2026-11-20 18:00 to 19:00 UTC
      staging: 2026-11-21 08:00 to 09:00 UTC
      score 84 of 100, coverage 86 %

      0 checks match.
      tollgate 0.1.0, configuration 7c1fe0a2b9d4, 2026-11-21 09:14 UTC, reason
      all-within-tolerance
      "
    `);
  });

  test.each([50, 60, 80, 120])('never exceeds %i columns', (width) => {
    for (const colour of [true, false])
      expect(widest(terminal(shopVerdict(), { colour, width }))).toBeLessThanOrEqual(width);
  });

  test.each([0, -5, Number.NaN, 3])('survives a width of %d', (width) => {
    expect(widest(terminal(shopVerdict(), { colour: false, width }))).toBeLessThanOrEqual(50);
  });

  test('is plain ASCII where no colour is wanted', () => {
    expect(terminal(shopVerdict(), { colour: false, width: 80 })).toMatch(/^[\n -~]*$/);
  });

  test('says the same with colour', () => {
    const coloured = terminal(shopVerdict(), { colour: true, width: 120 });
    expect(coloured).toMatch(/^\u001B\[31mFAIL/);
    expect(coloured.replaceAll(colours, '')).toContain(
      'production 84 ms (n = 24,480), staging 428 ms (n = 2,225), change × 5.1, tolerated ±30 % and ±25 ms',
    );
  });

  test('breaks names in wide characters by their width on the screen', () => {
    const verdict = aVerdict({ summary: '支払い決済'.repeat(20) });
    expect(widest(terminal(verdict, { colour: false, width: 60 }))).toBeLessThanOrEqual(60);
  });

  test('groups thousands of checks instead of listing them', () => {
    const text = terminal(hugeVerdict(2000), { colour: false, width: 100 });
    expect(text.split('\n').length).toBeLessThan(150);
    expect(text).toContain('too-few-requests (1,144)');
    expect(text).toMatch(/and 1,\d{3} more in the JSON and HTML reports/);
  });
});
