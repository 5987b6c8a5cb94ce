import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { annotations } from '../../src/report/annotations.ts';
import { comment } from '../../src/report/comment.ts';
import { html } from '../../src/report/html.ts';
import { markdown } from '../../src/report/markdown.ts';
import { slack } from '../../src/report/slack.ts';
import { terminal } from '../../src/report/terminal.ts';
import { hostileNames } from '../fixtures/report/hostile-names.ts';
import { hostileVerdict } from '../fixtures/report/hostile-verdict.ts';

/** A name of nothing leaves out what would hold nothing, and so has no structure to compare. */
const named = hostileNames.filter((name) => name !== '');
const cases = named.map((name) => ({ shown: JSON.stringify(name.slice(0, 50)), verdict: hostileVerdict(name) }));
const harmless = hostileVerdict('harmless');

/** The skeleton of a document: its tags in their order, without the words between them. */
const tags = (text: string) => [...text.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
/** Tags that depend on how long a name is or of what it consists: line breaks, and the `code` that takes a name apart. */
const ofTheNames = /^<(?:\/?code|wbr|!-- --)>$/;
const unseen = /[\p{Cf}\p{Cs}\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029]/u;

describe.each(cases)('the name $shown is inert', ({ verdict }) => {
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
