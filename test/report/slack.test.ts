import { describe, expect, test } from 'vitest';
import { slack } from '../../src/report/slack.ts';
import { hostileNames } from '../fixtures/report/hostile-names.ts';
import { hostileVerdict } from '../fixtures/report/hostile-verdict.ts';
import { hugeVerdict } from '../fixtures/report/huge-verdict.ts';
import { inconclusiveVerdict } from '../fixtures/report/inconclusive-verdict.ts';
import { shopVerdict } from '../fixtures/report/verdict.ts';

function textsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : textsOf(inner),
  );
}

describe('the Slack message', () => {
  test('of the shop', () => {
    const message = slack(shopVerdict(), { link: 'https://github.com/o/r/actions/runs/812?a=1&b=2' });
    expect(textsOf(message).join('\n---\n')).toMatchInlineSnapshot(`
      "❌ FAIL: shop, eu-west-1, main 4f1c9a7d2b. staging does not stand for production: 4 of 42 measured checks differ.
      ---
      ❌ FAIL: shop, eu-west-1, main 4f1c9a7d2b
      ---
      staging does not stand for production: 4 of 42 measured checks differ.
      ---
      *errors/error-rate* \`POST /payments\` (warn)
      production *0.12 % (n = 21,950)*, staging *3.1 % (n = 1,995)*, *× 26*, tolerated ±1.0 pp
      _What to do:_ Compare the error logs of this route on both sides; look at dependencies, permissions and test data.
      ---
      *latency/p95* \`POST /checkout\` (warn)
      production *84 ms (n = 24,480)*, staging *428 ms (n = 2,225)*, *× 5.1*, tolerated ±30 % and ±25 ms
      Also p50 × 5.1
      _What to do:_ Compare the query plans and row counts behind this route, and its calls to other services, on both sides.
      ---
      *resources/memory* \`total\` (warn)
      production *22 %*, staging *88 %*, *× 4.0*, tolerated × or ÷ 2.0 and ±5.0 pp
      _What to do:_ Compare memory limits, cache sizes and heap settings; declare the ratio under \`scale.memory\` where it is meant.
      ---
      3 more differ.
      Not measured: \`too-few-requests\` 9, \`no-series\` 2
      ---
      <https://github.com/o/r/actions/runs/812?a=1&amp;b=2|Full report> · score 84 of 100, coverage 86 %, tollgate 0.1.0"
    `);
  });

  test('where nothing could be measured', () => {
    expect(textsOf(slack(inconclusiveVerdict())).join('\n---\n')).toMatchInlineSnapshot(`
      "❔ INCONCLUSIVE: shop, eu-west-1, main 4f1c9a7d2b. Nothing could be measured: staging’s metrics server did not answer.
      ---
      ❔ INCONCLUSIVE: shop, eu-west-1, main 4f1c9a7d2b
      ---
      Nothing could be measured: staging’s metrics server did not answer.
      ---
      Not measured: \`timeout\` 2
      ---
      no score, coverage 0 %, tollgate 0.1.0"
    `);
  });

  test.each([
    { name: 'the shop', verdict: shopVerdict() },
    { name: '2,000 routes', verdict: hugeVerdict(2000) },
    ...hostileNames.map((name) => ({ name: name.slice(0, 40), verdict: hostileVerdict(name) })),
    { name: '10 kB of &', verdict: hostileVerdict('&'.repeat(10_240)) },
  ])('of $name stays within Slack’s limits', ({ verdict }) => {
    const { text, blocks } = slack(verdict);
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(JSON.stringify(blocks).length).toBeLessThan(12_000);
    expect(text.length).toBeLessThan(4000);
    for (const block of blocks) {
      const [length = 0] = textsOf(block).map((words) => words.length);
      expect(length).toBeGreaterThan(0);
      expect(length).toBeLessThanOrEqual(block.type === 'header' ? 150 : 3000);
    }
  });

  test('lets Slack look for no address or mention in any of its texts', () => {
    const { blocks } = slack(shopVerdict());
    const mrkdwn = JSON.stringify(blocks).match(/"type":"mrkdwn"/g);
    expect(JSON.stringify(blocks).match(/"verbatim":true/g)?.length).toBe(mrkdwn?.length);
  });
});
