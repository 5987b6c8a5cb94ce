import { expect, it } from 'vitest';
import type { Answer } from '../../src/chatops/answer.ts';
import { answerMarkdown } from '../../src/report/answer/answer-markdown.ts';
import { answerSlack } from '../../src/report/answer/answer-slack.ts';
import { answerTerminal } from '../../src/report/answer/answer-terminal.ts';

const hostile = '<!channel> @octo/team [x](javascript:alert(1)) \u202E::error::x\n# title';
const answer: Answer = {
  mood: 'refused',
  title: ['Not on ', { code: '`prod` | <b>' }],
  lines: [hostile, [{ link: hostile, to: 'https://example.com/a?b=(c)' }, ' and ', { link: 'no', to: 'javascript:x' }]],
};

it('an answer is inert in a comment', () => {
  expect(answerMarkdown(answer)).toMatchInlineSnapshot(`
    "⛔ Not on <code>&#96;prod&#96; &#124; &#60;b&#62;</code>.

    - &#60;!channel&#62; <code>&#64;</code>octo/team &#91;x&#93;(javascript:alert(1)) &#92;u&#123;202e&#125;:<code>&#58;</code>error::x # title
    - [&#60;!channel&#62; <code>&#64;</code>octo/team &#91;x&#93;(javascript:alert(1)) &#92;u&#123;202e&#125;:<code>&#58;</code>error::x # title](https://example.com/a?b=%28c%29) and no
    "
  `);
});

it('an answer is inert in Slack', () => {
  expect(answerSlack(answer)).toMatchInlineSnapshot(`
    "⛔ Not on \`ˋprodˋ | &lt;b&gt;\`
    • &lt;!channel&gt; @ octo/team [x](javascript:alert(1)) \\u{202e}::error::x # title
    • <https://example.com/a?b=%28c%29|&lt;!channel&gt; @ octo/team [x](javascript:alert(1)) \\u{202e}::error::x # title> and no"
  `);
});

it('an answer is inert in a terminal', () => {
  expect(answerTerminal(answer)).toMatchInlineSnapshot(`
    "[no] Not on \`prod\` | <b>
      <!channel> @octo/team [x](javascript:alert(1)) \\u{202e}::error::x # title
      <!channel> @octo/team [x](javascript:alert(1)) \\u{202e}::error::x # title (https://example.com/a?b=(c)) and no (javascript:x)"
  `);
});

it('an answer is never longer than GitHub and Slack take', () => {
  const long = { ...answer, lines: Array.from({ length: 5000 }, () => '@a&'.repeat(5000)) };
  expect(answerMarkdown(long).length).toBeLessThan(60_000);
  expect(answerMarkdown(long)).toMatch(/- \d+ more\n$/);
  expect(answerSlack(long).length).toBeLessThan(3000);
});
