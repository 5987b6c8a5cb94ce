import { describe, expect, it } from 'vitest';
import { blindSpots } from '../../../src/blind-spots/blind-spots.ts';
import { findTouches } from '../../../src/blind-spots/find-touches.ts';
import type { Verdict } from '../../../src/model/verdict.ts';
import { pullRequestCheck } from '../../../src/report/pull-request/pull-request-check.ts';
import type { PullRequestFacts } from '../../../src/report/pull-request/pull-request-facts.ts';
import { comparisonOf, record, releaseComparisonOf, verdictOf } from '../../fixtures/comparison.ts';
import { noFacts } from './no-facts.ts';

const production = record('production', 1);
const passing = verdictOf(comparisonOf(production, record('staging', 3)));
const changes = new Map([['GET /search', { median: 0.55 }]]);
const lying = verdictOf(comparisonOf(production, record('staging', 2, { changes })));
const worse = verdictOf(releaseComparisonOf(record('previous', 5), record('staging', 6, { slowness: 1.8 })));
const as = (verdict: Verdict, given: Partial<Verdict>): Verdict => ({ ...verdict, ...given });
const better = as(worse, { decision: 'pass', findings: worse.findings.filter(({ status }) => status === 'match') });
const watched = as(better, {
  findings: better.findings.map((finding) => ({ ...finding, severity: 'observe', required: false })),
});

const patch = '@@ -0,0 +1 @@\n+ALTER TABLE orders ADD COLUMN note text;';
const spots = blindSpots(findTouches([{ path: 'db/migrate/1.sql', status: 'added', patch }]).touches, null);
const validationOf = (verdict: Verdict, ageHours = 5) =>
  ({ verdict, ageHours, link: null, missed: 0, trend: 'steady' }) as const;
const validated = { validation: validationOf(lying), concludedHours: 5 };
const url = 'https://github.com/octo/shop/actions/runs/9';
const planned = (given: Partial<Verdict>) => ({
  plans: { url, verdict: as(worse, { command: 'query shadow diff', ...given }) },
});
const check = (given: Partial<PullRequestFacts>) => pullRequestCheck({ ...noFacts, ...given });
const block = { severity: 'block' } as const;
const released = (verdict: Verdict) => ({ release: { verdict, link: null } });
const mistakes = [{ file: '.github/tollgate.yml', line: 2, message: 'no such key' }];

describe('a check ends', () => {
  it.each<{ what: string; given: Partial<PullRequestFacts>; conclusion: string }>([
    { what: 'nothing found and nothing known, where all is observed', given: {}, conclusion: 'neutral' },
    { what: 'only remarks, where all is observed', given: { spots, ...validated }, conclusion: 'neutral' },
    { what: 'a release that was only observed', given: released(watched), conclusion: 'neutral' },
    { what: 'a release that passes what could have failed it', given: released(better), conclusion: 'success' },
    { what: 'a release that is worse', given: released(worse), conclusion: 'failure' },
    {
      what: 'a release of which nobody knows',
      given: released(as(worse, { decision: 'inconclusive' })),
      conclusion: 'action_required',
    },
    { what: 'a configuration with a mistake', given: { mistakes }, conclusion: 'failure' },
    { what: 'nothing known, where that blocks', given: block, conclusion: 'action_required' },
    {
      what: 'a validation of last week, where that blocks',
      given: { ...block, validation: validationOf(passing, 100), concludedHours: 100 },
      conclusion: 'action_required',
    },
    {
      what: 'validations that came to no conclusion, where that blocks',
      given: { ...block, validation: validationOf(as(passing, { decision: 'inconclusive' })), concludedHours: null },
      conclusion: 'action_required',
    },
    {
      what: 'an age that is no number',
      given: { ...block, ...validated, concludedHours: Number.NaN },
      conclusion: 'action_required',
    },
    { what: 'what staging owes to production is known', given: { ...block, ...validated }, conclusion: 'success' },
    {
      what: 'remarks, and files that GitHub does not show',
      given: { ...block, ...validated, spots, unread: ['package-lock.json'] },
      conclusion: 'success',
    },
    { what: 'worse, although validated', given: { ...block, ...validated, ...released(worse) }, conclusion: 'failure' },
    {
      what: 'better, but not validated',
      given: { ...block, ...released(better) },
      conclusion: 'action_required',
    },
    { what: 'its own run fails', given: { ...block, ...validated, ...planned({}) }, conclusion: 'failure' },
    { what: 'its own run fails, observed', given: planned({}), conclusion: 'failure' },
    {
      what: 'its own run does not know',
      given: { ...block, ...validated, ...planned({ decision: 'inconclusive' }) },
      conclusion: 'action_required',
    },
    {
      what: 'its own run says nothing',
      given: { plans: { url, lack: 'no report' } },
      conclusion: 'action_required',
    },
  ])('$conclusion: $what', ({ given, conclusion }) => {
    expect(check(given).conclusion).toBe(conclusion);
  });

  it('never better for what its own run says', () => {
    const own = planned({ decision: 'pass', findings: [] });
    for (const given of [{}, block, released(worse), { mistakes }, { ...block, ...validated }, released(better)])
      expect(check({ ...given, ...own }).conclusion).toBe(check(given).conclusion);
  });
});

describe('a check says', () => {
  it('what there is to say, and what that rests on', () => {
    const [finding] = worse.findings;
    if (finding === undefined) throw new Error('no finding');
    const own = planned({ findings: [{ ...finding, subject: 'OrdersOfCustomer: orders', message: 'Seq Scan' }] });
    const { title, summary } = check({ spots, ...validated, ...own, unread: ['a.lock', 'b.lock'] });
    expect(`${title}\n\n${summary}`).toMatchInlineSnapshot(`
      "A query plan gets worse, as the run of this pull request says

      - This changes the schema (<code>ALTER TABLE orders</code>): how long it locks, and which plans flip, depends on production’s rows. The last validation did not compare data.

      GitHub shows no changes of 2 files (<code>a.lock</code>, …): what is touched there is not known.

      Query plans: the [run of this pull request](https://github.com/octo/shop/actions/runs/9) says **fail**, and nobody vouches for it: <code>OrdersOfCustomer&#58; orders</code> Seq Scan.

      Newest validation of staging: **fail**, 5 hours old. 3 differences beyond tolerance on GET /search. No pull request fails for that."
    `);
    expect(check({ ...block, spots }).summary).toMatchInlineSnapshot(`
      "- This changes the schema (<code>ALTER TABLE orders</code>): how long it locks, and which plans flip, depends on production’s rows. Whether staging differs from production in data was never compared.

      No validation of staging against production is known yet. A pull request needs one of the last 72 hours that came to a conclusion: write <code>/validate</code>, and press “Check again” when it has ended."
    `);
    expect(check({}).summary).toMatchInlineSnapshot(`
      "Nothing in this change is known to behave differently in production.

      No validation of staging against production is known yet."
    `);
  });

  it.each([
    { given: {}, words: 'Newest validation of staging: **pass**, 5 hours old.' },
    { given: { ageHours: 0.5 }, words: '**pass**, less than an hour old.' },
    { given: { ageHours: 1.5 }, words: '**pass**, 1 hour old.' },
    { given: { ageHours: 30 }, words: '30 hours old. It is stale: the daily validation did not run.' },
    { given: { ageHours: 100 }, words: '4 days old. That is too long ago to rely on.' },
    { given: { missed: 1 }, words: '5 hours old. It makes up for a scheduled one that was missed.' },
    { given: { missed: 3 }, words: '5 hours old. It makes up for 3 scheduled ones that were missed.' },
    { given: { trend: 'worse' }, words: 'Over the last runs staging has become less like production.' },
    { given: { trend: 'better' }, words: 'Over the last runs staging has become more like production.' },
    { given: { trend: 'unknown' }, words: '5 hours old.' },
    { given: { link: url }, words: `Newest [validation of staging](${url}): **pass**, 5 hours old.` },
  ] as const)('of the newest validation: $words', ({ given, words }) => {
    const { summary } = check({ validation: { ...validationOf(passing), ...given } });
    expect(summary.endsWith(words)).toBe(true);
  });

  it('no more than three things, and which others there are', () => {
    const lines = ['app.get("/notes", notes)', 'process.env.LIMIT', 'db.query("SELECT * FROM notes")', 'ALTER TABLE t'];
    const files = lines.map((line, index) => ({ path: `a${index}.${index === 3 ? 'sql' : 'js'}`, line }));
    const { touches } = findTouches(
      files.map(({ path, line }) => ({ path, status: 'added', patch: `@@ -0,0 +1 @@\n+${line}` })),
    );
    const { title, summary, annotations } = check({ spots: blindSpots(touches, null) });
    expect(title).toBe('Staging cannot tell 4 things about this pull request');
    expect(summary.match(/^- /gm)).toHaveLength(3);
    expect(summary).toContain('It also adds routes: see the remarks on its lines.');
    expect(annotations).toHaveLength(touches.length);
  });

  it('no more mistakes than somebody reads', () => {
    const many = Array.from({ length: 70 }, (_, line) => ({ ...mistakes[0], file: 'f', line, message: 'no' }));
    const { summary, annotations } = check({ mistakes: many });
    expect(summary.split('\n').filter((line) => line.startsWith('- '))).toHaveLength(4);
    expect(summary).toContain('And 67 more, each on its line.');
    expect(annotations).toHaveLength(70);
  });

  it('what was too much to be listed, or to be marked', () => {
    const many = Array.from({ length: 400 }, () => ({ line: 1, file: 'f', message: 'no' }));
    const { summary, annotations } = check({ mistakes: many, listedAtMost: 3000 });
    expect(annotations).toHaveLength(300);
    expect(summary).toContain('Only the first 300 of 400 remarks are marked.');
    expect(summary).toContain('GitHub lists at most 3,000 files of a change: what further ones touch is not known.');
    expect(check({}).summary).not.toMatch(/at most|Only/);
  });
});
