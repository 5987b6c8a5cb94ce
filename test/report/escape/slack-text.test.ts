import { expect, test } from 'vitest';
import { slackCode, slackText } from '../../../src/report/escape/slack-text.ts';
import { randomTexts } from '../../fixtures/report/random-text.ts';

test.each([
  {
    text: '<!channel> <@U012AB3CD> <https://a.example|b>',
    expected: '&lt;!channel&gt; &lt;@\u00A0U012AB3CD&gt; &lt;https://a.example|b&gt;',
  },
  { text: '@everyone & @here', expected: '@\u00A0everyone &amp; @\u00A0here' },
  { text: '*bold* ~gone~ `code` _italic_', expected: '∗bold∗ ∼gone∼ ˋcodeˋ ＿italic＿' },
  { text: 'http_requests_total', expected: 'http_requests_total' },
])('slackText shows $text without acting on it', ({ text, expected }) => {
  expect(slackText(text)).toBe(expected);
});

test('slackText leaves no mention, link or formatting, whatever is written', () => {
  for (const text of randomTexts(2000)) {
    expect(slackText(text)).toMatch(/^(?:[^&<>*~`@]|&(?:amp|lt|gt);|@(?!\w))*$/u);
    expect(slackCode(text)).toMatch(/^`[^`]+`$/u);
  }
});
