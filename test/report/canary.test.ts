import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { schema } from '../../src/commands/schema.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { annotations } from '../../src/report/annotations.ts';
import { comment } from '../../src/report/comment.ts';
import { html } from '../../src/report/html.ts';
import { markdown } from '../../src/report/markdown.ts';
import { slack } from '../../src/report/slack.ts';
import { terminal } from '../../src/report/terminal.ts';
import { canaryVerdict } from '../fixtures/report/canary-verdict.ts';
import { hostileNames } from '../fixtures/report/hostile-names.ts';

const verdict = canaryVerdict();
const screen = { colour: false, width: 100 };

describe('a canary’s verdict', () => {
  it('in the terminal', () => {
    expect(terminal(verdict, screen)).toMatchInlineSnapshot(`
      "FAIL  errors: worse than allowed, sure at look 19 (9.5 min after the start); 2.8 % of 4,400 canary
            requests bad, 0.39 % of the baseline's; at least 3.72 x and at most 6.5 x worse.

      shop, eu-west-1, main 4f1c9a7d2b
      baseline: 2026-11-20 10:00 to 10:12 UTC
      canary: 2026-11-20 10:00 to 10:12 UTC

      Metrics (3), worst first
      FAIL      errors (outside-tolerance)
                worse than allowed, sure at look 19 (9.5 min after the start); 2.8 % of 4,400 canary
                requests bad, 0.39 % of the baseline's; at least 3.72 x and at most 6.5 x worse
                Do: Roll back, and compare logs and traces of the canary with the baseline's from the same
                    minutes.
      PASS      latency
                within tolerance, sure at look 12 (6.0 min after the start); p95 220 ms in the canary,
                217 ms in the baseline; at most 1.09 x slower
      PASS      cpu (warns only)
                within tolerance, sure at look 13 (6.5 min after the start); mean 0.50 cores in the
                canary, 0.50 cores in the baseline; at most 1.08 x higher

      - The first 2 looks are warm-up and were not judged.
      - Gauges are judged approximately: levels are autocorrelated, so slow ones stay undecided.
      tollgate 0.1.0, configuration 7c1fe0a2b9d4, 2026-11-20 10:20 UTC, reason diverged
      "
    `);
  });

  it('as Markdown', () => {
    expect(markdown(verdict)).toMatchInlineSnapshot(`
      "## ❌ FAIL: errors: worse than allowed, sure at look 19 (9.5 min after the start); 2.8 % of 4,400 canary requests bad, 0.39 % of the baseline’s; at least 3.72 × and at most 6.5 × worse.

      **shop, eu-west-1, main 4f1c9a7d2b**: baseline 2026-11-20 10:00 to 10:12 UTC, canary 2026-11-20 10:00 to 10:12 UTC

      | result | metric | baseline | canary | what was found | what to do |
      | --- | --- | ---: | ---: | --- | --- |
      | **FAIL** | <code>errors</code> (outside-tolerance) | 0.39 % | 2.8 % | worse than allowed, sure at look 19 (9.5 min after the start); 2.8 % of 4,400 canary requests bad, 0.39 % of the baseline’s; at least 3.72 × and at most 6.5 × worse | Roll back, and compare logs and traces of the canary with the baseline’s from the same minutes. |
      | **PASS** | <code>latency</code> | 217 ms | 220 ms | within tolerance, sure at look 12 (6.0 min after the start); p95 220 ms in the canary, 217 ms in the baseline; at most 1.09 × slower |  |
      | **PASS** | <code>cpu</code> (warns only) | 0.50 cores | 0.50 cores | within tolerance, sure at look 13 (6.5 min after the start); mean 0.50 cores in the canary, 0.50 cores in the baseline; at most 1.08 × higher |  |

      <details><summary>Remarks</summary>

      - The first 2 looks are warm-up and were not judged.
      - Gauges are judged approximately: levels are autocorrelated, so slow ones stay undecided.


      </details>

      <sub>tollgate 0.1.0, configuration <code>7c1fe0a2b9d4</code>, 2026-11-20 10:20 UTC, reason <code>diverged</code></sub>
      "
    `);
  });

  it('as a comment: the metrics, each with its result', () => {
    const text = comment(verdict);
    expect(text).toContain('<!-- tollgate:report:shop:canary -->');
    expect(text.match(/^\| \*\*(FAIL|PASS)\*\* /gm)).toHaveLength(3);
  });

  it('as annotation and for Slack: what failed, and by how much', () => {
    expect(annotations(verdict.findings)).toMatchObject([{ level: 'error', title: 'errors/errors total' }]);
    expect(JSON.stringify(slack(verdict, { link: null }))).toContain('at least 3.72 ×');
  });

  it('as a page: a panel per metric, drawings only where there is a trace', () => {
    const page = html(verdict);
    expect(page.match(/<article class="metric (fail|pass)">/g)).toHaveLength(3);
    expect(page.match(/class="frame"/g)).toHaveLength(9);
    const without: Verdict = { ...verdict, metrics: [] };
    expect(html(without)).not.toContain('class="frame"');
    expect(html(without)).toContain('worse than allowed, sure at look 19');
  });

  it('of a long run stays small: not every look is drawn or tabulated', () => {
    const [first] = verdict.metrics;
    if (first === undefined) throw new Error('no metric');
    const long = Array.from({ length: 100_000 }, (_, at) => ({ look: at + 1, logFail: -at, logPass: at, noise: 1 }));
    const rates = long.map(({ look }) => ({ look, canary: 0.1, baseline: null }));
    const page = html({ ...verdict, metrics: [{ ...first, trace: long, rates }] });
    expect(page.length).toBeLessThan(400_000);
    expect(page).toContain('The last 240 of 100,000 looks');
  });
});

describe('names from strangers in a canary’s verdict', () => {
  /** Every element of a page with the names of its attributes. */
  const tagsOf = (page: string) =>
    new Set(
      [...page.matchAll(/<([a-z][^\s>]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)/gi)].map(
        ([, tag = '', attributes = '']) => `${tag}${attributes.replaceAll(/="[^"]*"/g, '')}`,
      ),
    );
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema('report'));

  it.each(hostileNames.map((name) => ({ name })))('stay words: $name', ({ name }) => {
    const hostile = canaryVerdict(name);
    const page = html(hostile);
    // A long name may break behind a slash; nothing else is new.
    expect(tagsOf(page).difference(tagsOf(html(verdict)).add('wbr'))).toEqual(new Set());
    expect(page.match(/<article /g)).toHaveLength(3);
    const rows = markdown(hostile).match(/^\| \*\*/gm);
    expect(rows).toHaveLength(3);
    for (const line of terminal(hostile, screen).split('\n')) expect(line).not.toMatch(/^\s*::|##\[/);
    validate(JSON.parse(JSON.stringify(hostile)));
    expect(validate.errors).toBeNull();
  });
});
