import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { markdownCode, markdownText } from '../../../src/report/escape/markdown-text.ts';
import { randomTexts } from '../../fixtures/report/random-text.ts';
import { findProgram } from '../find-program.ts';

/** Outside of entities and of the `code` that takes things apart, nothing that Markdown or GitHub could act on. */
const inertWords = /^(?:[^&<>"'`|\\*_~[\]{}^\n@$]|&#\d+;|<code>&#\d+;<\/code>|@(?!\w))*$/u;
const inertCode = /^<code>(?:[\p{L}\p{M}\p{N}\s/.,;()%=+…-]|&#\d+;|<!-- -->&#64;)*<\/code>$/u;

describe('markdownText', () => {
  test.each([
    { name: 'keeps a cell a cell', text: 'a | b', expected: 'a &#124; b' },
    { name: 'mentions nobody', text: '@octocat', expected: '<code>&#64;</code>octocat' },
    { name: 'refers to nothing', text: '#1 GH-2', expected: '<code>&#35;</code>1 GH<code>&#45;</code>2' },
    {
      name: 'links to nothing',
      text: '[a](https://b.example)',
      expected: '&#91;a&#93;(https<code>&#58;</code>//b.example)',
    },
    { name: 'links to no bare host', text: 'www.b.example', expected: 'www<code>&#46;</code>b.example' },
    { name: 'opens no code', text: '`a` ```', expected: '&#96;a&#96; &#96;&#96;&#96;' },
    { name: 'closes no comment', text: '-->', expected: '--&#62;' },
    { name: 'leaves ordinary words readable', text: 'p95: +42 %, n = 3.', expected: 'p95: +42 %, n = 3.' },
  ])('$name', ({ text, expected }) => {
    expect(markdownText(text)).toBe(expected);
  });

  test('leaves nothing to act on, whatever is written', () => {
    for (const text of randomTexts(2000)) {
      expect(markdownText(text)).toMatch(inertWords);
      expect(markdownText(text)).not.toMatch(/(?<!&)#\d|\bGH-\d|:\/\/|\bwww\./i);
    }
  });
});

describe('markdownCode', () => {
  test('writes a route as code', () => {
    expect(markdownCode('GET /orders/{id}')).toBe('<code>GET /orders/&#123;id&#125;</code>');
  });

  test('leaves nothing to act on, whatever is written', () => {
    for (const text of randomTexts(2000)) expect(markdownCode(text)).toMatch(inertCode);
  });
});

const parser = findProgram('cmark-gfm');

describe.skipIf(parser === null)('GitHub’s own parser', () => {
  const extensions = ['autolink', 'table', 'strikethrough', 'tasklist'].flatMap((name) => ['-e', name]);
  const rendered = (text: string) =>
    execFileSync(parser ?? '', [...extensions, '--unsafe'], { input: text, encoding: 'utf8' });

  test('finds no structure in a paragraph, a cell or a summary, whatever is written', () => {
    const texts = randomTexts(1000);
    const items = texts.map((text) => `a ${markdownText(text, 80)} ${markdownCode(text, 80)}\n\n`).join('');
    const rows = texts.map((text) => `| ${markdownText(text, 80)} | ${markdownCode(text, 80)} |\n`).join('');
    const page = rendered(`${items}| a | b |\n| --- | --- |\n${rows}`);
    const tags = new Set([...page.matchAll(/<[^>]*>/g)].map(([tag]) => tag));
    expect([...tags].sort()).toEqual(
      [
        '<!-- -->',
        '</code>',
        '</p>',
        '</table>',
        '</tbody>',
        '</td>',
        '</th>',
        '</thead>',
        '</tr>',
        '<code>',
        '<p>',
        '<table>',
        '<tbody>',
        '<td>',
        '<th>',
        '<thead>',
        '<tr>',
      ].sort(),
    );
    expect(page.match(/<p>/g)).toHaveLength(texts.length);
    expect(page.match(/<td>/g)).toHaveLength(2 * texts.length);
  });
});
