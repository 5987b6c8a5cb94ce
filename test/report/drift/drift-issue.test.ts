import { describe, expect, it } from 'vitest';
import { findDrifts } from '../../../src/drift/find-drifts.ts';
import { remedyCost } from '../../../src/drift/remedy-cost.ts';
import { checks } from '../../../src/model/policy.ts';
import type { Verdict } from '../../../src/model/verdict.ts';
import { driftBody, readDriftMarker } from '../../../src/report/drift/drift-issue.ts';
import { historyChart } from '../../../src/report/drift/history-chart.ts';
import { comparisonOf, record, verdictOf } from '../../fixtures/comparison.ts';

const production = record('production', 1);
const slow = (factor: number) => ({ changes: new Map([['GET /search', { median: 0.11 * factor }]]) });
const lying = verdictOf(comparisonOf(production, record('staging', 2, slow(5))));
const worse = verdictOf(comparisonOf(production, record('staging', 2, slow(8))));
const honest = verdictOf(comparisonOf(production, record('staging', 3)));
const idle = verdictOf(comparisonOf(production, record('staging', 4, { requests: 200 })));
const names = { reference: 'production', candidate: 'staging' };

/** Runs of successive days, newest first. */
const daily = (verdicts: readonly Verdict[]) =>
  verdicts.map((verdict, index) => ({
    verdict: { ...verdict, generatedAt: `2026-11-${String(20 - index).padStart(2, '0')}T04:30:00.000Z` },
    link: `https://github.com/octo/shop/actions/runs/${20 - index}`,
  }));

function bodyOf(verdicts: readonly Verdict[]): string {
  const [newest] = verdicts;
  const [drift] = newest === undefined ? [] : findDrifts(newest);
  if (drift === undefined) throw new Error('no drift');
  return driftBody({ drift, history: daily(verdicts) });
}

describe('the issue about a drift', () => {
  it('says what differs, what slips through, what to do, what that costs, and how it went', () => {
    const text = bodyOf([worse, lying, honest, idle, lying]);
    const shown = text.slice(text.indexOf('**What slips'));
    expect(shown.replaceAll(/&#(\d+);/g, (_, point) => String.fromCodePoint(Number(point)))).toMatchInlineSnapshot(`
      "**What slips through.** The tail is not reproduced: retries, garbage collection, connection-pool waits and time-out cascades pass staging unseen.

      **What to do.** Look at the slowest traces of this route on both sides: pool waits, retries, pauses.

      **What that costs.** About an hour or two to compare both sides; then what the cause costs: data a day, another machine or service in staging its bill.

      **To live with it** for at most 90 days, write here, with your reason, each in a comment of its own:

      <pre>
        /tollgate accept 9b695453a7c5 until 2026-12-20 because …
        /tollgate accept 6577be8e2b77 until 2026-12-20 because …
        /tollgate accept a8aabe54cd55 until 2026-12-20 because …
      </pre>

      <pre>
        ▂·▂▂▂ production 447 ms
        ▆·▂▆█ staging 3.6 s
        ●·○●● differs
      </pre>
      One column a run, the newest at the right: ● differs, ○ does not, · not measured.

      Seen in 3 of the last 4 runs that could tell.

      <details><summary>The last 5 runs</summary>

      | run (UTC) | differs | production, <code>p99</code> | staging, <code>p99</code> |
      | --- | --- | ---: | ---: |
      | [2026-11-20 04:30](https://github.com/octo/shop/actions/runs/20) | yes | 447 ms | 3.6 s |
      | [2026-11-19 04:30](https://github.com/octo/shop/actions/runs/19) | yes | 447 ms | 2.2 s |
      | [2026-11-18 04:30](https://github.com/octo/shop/actions/runs/18) | no | 447 ms | 449 ms |
      | [2026-11-17 04:30](https://github.com/octo/shop/actions/runs/17) | not measured |  |  |
      | [2026-11-16 04:30](https://github.com/octo/shop/actions/runs/16) | yes | 447 ms | 2.2 s |

      </details>

      This issue is kept up to date by the runs, closed after three without the difference, and reopened when it returns.
      "
    `);
  });

  it('has a marker that somebody else cannot break', () => {
    expect(readDriftMarker(bodyOf([lying]))?.key).toMatch(/^[0-9a-f]{12}$/);
    expect(readDriftMarker('<!-- tollgate:drift:0123456789ab:%zz -->')).toEqual({ key: '0123456789ab', state: '' });
  });
});

describe('the cost of a remedy', () => {
  it.each(Object.keys(checks))('is known for %s', (check) => {
    expect(remedyCost(check)).not.toBe(remedyCost('a check of the configuration'));
  });
});

describe('the history chart', () => {
  const side = (value: number) => ({ value, unit: 's', n: 1 });
  const drawn = (runs: Parameters<typeof historyChart>[0]) =>
    historyChart(runs, names).text.replaceAll(/&#(\d+);/g, (_, point) => String.fromCodePoint(Number(point)));

  it('draws both sides to one scale', () => {
    const runs = [1, 2, 4, 8].map((factor) => ({
      sighting: 'seen' as const,
      finding: { reference: side(0.1), candidate: side(0.1 * factor) },
    }));
    expect(drawn(runs)).toContain('▁▁▁▁ production 100 ms\n');
    expect(drawn(runs)).toContain('▁▂▄█ staging 800 ms\n');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 0])('survives %d', (value) => {
    const runs = [{ sighting: 'unknown' as const, finding: { reference: side(value), candidate: null } }];
    expect(drawn(runs)).toMatch(/[·▁] production/);
  });

  it('draws only whether it differs where there is no figure', () => {
    const text = drawn((['unknown', 'clean', 'seen'] as const).map((sighting) => ({ sighting, finding: null })));
    expect(text).toContain('·○● differs');
    expect(text).not.toContain('production');
  });
});
