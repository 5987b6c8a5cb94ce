import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { blindSpots } from '../../src/blind-spots/blind-spots.ts';
import { findTouches } from '../../src/blind-spots/find-touches.ts';
import { findDrifts } from '../../src/drift/find-drifts.ts';
import { annotations } from '../../src/report/annotations.ts';
import { comment } from '../../src/report/comment.ts';
import { driftBody, driftComment, readDriftMarker } from '../../src/report/drift/drift-issue.ts';
import { html } from '../../src/report/html.ts';
import { markdown } from '../../src/report/markdown.ts';
import { pullRequestCheck } from '../../src/report/pull-request/pull-request-check.ts';
import { driftChangeMessage, driftMessage } from '../../src/report/slack/drift-message.ts';
import { slack } from '../../src/report/slack.ts';
import { terminal } from '../../src/report/terminal.ts';
import { hostileNames } from '../fixtures/report/hostile-names.ts';
import { hostileVerdict } from '../fixtures/report/hostile-verdict.ts';
import { noFacts } from './pull-request/no-facts.ts';

/** A name of nothing leaves out what would hold nothing, and so has no structure to compare. */
const named = hostileNames.filter((name) => name !== '');
const cases = named.map((name) => ({ name, shown: JSON.stringify(name.slice(0, 50)), verdict: hostileVerdict(name) }));
const harmless = hostileVerdict('harmless');

/** The skeleton of a document: its tags in their order, without the words between them. */
const tags = (text: string) => [...text.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
/** Tags that depend on how long a name is or of what it consists: line breaks, and the `code` that takes a name apart. */
const ofTheNames = /^<(?:\/?code|wbr|!-- --)>$/;
const unseen = /[\p{Cf}\p{Cs}\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029]/u;

const touched = '@@ -0,0 +1 @@\n+ALTER TABLE orders ADD COLUMN note text;';
describe.each(cases)('the name $shown is inert', ({ name, verdict }) => {
  test('in the terminal', () => {
    const text = terminal(verdict, { colour: false, width: 100 });
    expect(text).not.toMatch(unseen);
    expect(text).not.toMatch(/^\s*::/m);
    expect(text).not.toContain('##[');
    for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(102);
  });

  test('in Markdown, whose structure stays that of a harmless name', () => {
    for (const report of [markdown, comment] as const) {
      const text = report(verdict);
      expect(text).not.toMatch(unseen);
      expect(tags(text).filter((tag) => !ofTheNames.test(tag) && !tag.includes('tollgate:report'))).toEqual(
        tags(report(harmless)).filter((tag) => !ofTheNames.test(tag) && !tag.includes('tollgate:report')),
      );
      expect(text.match(/^(?:[^\n]* )?\|/gm)?.length).toBe(report(harmless).match(/^(?:[^\n]* )?\|/gm)?.length);
      expect(text).not.toMatch(/@\w|(?<!&)#\d|:\/\/|(?<!\\)!\[/);
    }
  });

  test('in the issue about a drift and its comment, and in what Slack is told of it', () => {
    for (const drift of findDrifts(verdict)) {
      const told = { repository: 'octo/shop', address: null };
      const body = driftBody({ drift, history: [{ verdict, link: 'javascript:alert(1)' }] });
      for (const text of [body, driftComment(drift)]) {
        expect(text.slice(text.indexOf('-->'))).not.toMatch(unseen);
        expect(text).not.toMatch(/@\w|(?<!&)#\d|(?<!\\)!\[|\]\(javascript/);
        const allowed = /^<(?:\/?(?:code|pre|details|summary)|!-- (?:tollgate:drift:[^ ]* )?--)>$/;
        expect(tags(text).filter((tag) => !allowed.test(tag))).toEqual([]);
      }
      expect(readDriftMarker(body)?.key).toBe(drift.key);
      for (const { text, blocks } of [driftMessage(drift, told), driftChangeMessage(drift)]) {
        expect(text).not.toMatch(unseen);
        expect(JSON.stringify(blocks)).not.toMatch(/<|>|"text":"[^"]*@\w[^"]*","verbatim"/);
      }
    }
  });

  test('in the check of a pull request', () => {
    const spots = blindSpots(findTouches([{ path: 'db/1.sql', status: 'added', patch: touched }]).touches, verdict);
    const finding = verdict.findings.find(({ status }) => status === 'diverged') ?? null;
    const check = pullRequestCheck({
      spots: spots.map((spot) => ({ ...spot, finding, touched: spot.touched.map((one) => ({ ...one, what: name })) })),
      unread: [name],
      listedAtMost: 300,
      mistakes: [{ file: name, line: 1, message: name }],
      release: { verdict: { ...verdict, decision: 'fail' }, link: name },
      validation: { verdict, ageHours: 1, link: name, missed: 0, trend: 'steady' },
      concludedHours: 1,
      plans: { url: name, verdict },
      severity: 'observe',
    });
    const lack = pullRequestCheck({ ...noFacts, plans: { url: name, lack: name } });
    for (const { title, summary } of [check, lack]) {
      expect(`${title}${summary}`).not.toMatch(unseen);
      // Where a link leads is escaped as an address, which may hold an @.
      const words = summary.replaceAll(/\]\(https?:\/\/[^\s()]*\)/g, ']');
      expect(words).not.toMatch(/@\w|(?<!&)#\d|(?<!\\)!\[|\]\(/);
      expect(tags(summary).filter((tag) => !ofTheNames.test(tag))).toEqual([]);
    }
    for (const { title, message } of check.annotations) expect(`${title}${message}`).not.toMatch(unseen);
  });

  test('in HTML, whose elements and attributes stay those of a harmless name', () => {
    const skeleton = (text: string) =>
      tags(text)
        .map((tag) => tag.replaceAll(/"[^"]*"/g, '""'))
        .filter((tag) => !ofTheNames.test(tag));
    const text = html(verdict);
    expect(text).not.toMatch(unseen);
    expect(skeleton(text)).toEqual(skeleton(html(harmless)));
  });

  test('in Slack', () => {
    const texts = JSON.stringify(slack(verdict).blocks);
    expect(texts).not.toMatch(unseen);
    expect(texts).not.toMatch(/<|>|"text":"[^"]*@\w[^"]*","verbatim"/);
  });

  test('in annotations', () => {
    for (const { title, message } of annotations(verdict.findings)) {
      expect(`${title}${message}`).not.toMatch(unseen);
      expect(`${title}${message}`).not.toContain('\n');
    }
  });
});

test('a name of 10 kB is cut in every report', () => {
  const verdict = hostileVerdict(`start${'x'.repeat(10_240)}end`);
  const reports = [
    terminal(verdict, { colour: false, width: 100 }),
    markdown(verdict),
    comment(verdict),
    html(verdict),
    JSON.stringify(slack(verdict)),
    JSON.stringify(annotations(verdict.findings)),
  ];
  for (const report of reports) {
    expect(report).toContain('start');
    expect(report).toMatch(/x…|x\.\.\./);
    expect(report).not.toContain('xend');
    expect(report).not.toMatch(/x{4200}/);
  }
});
