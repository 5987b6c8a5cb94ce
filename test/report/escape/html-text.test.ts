import { expect, test } from 'vitest';
import { htmlText } from '../../../src/report/escape/html-text.ts';
import { randomTexts } from '../../fixtures/report/random-text.ts';

test.each([
  { text: '</td><script>alert(1)</script>', expected: '&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;' },
  { text: `" onload='x' \`y\``, expected: '&quot; onload=&#39;x&#39; &#96;y&#96;' },
  { text: '&lt;', expected: '&amp;lt;' },
])('htmlText shows $text as it is', ({ text, expected }) => {
  expect(htmlText(text)).toBe(expected);
});

test('htmlText leaves nothing that could open a tag, an attribute or an entity of its own', () => {
  for (const text of randomTexts(2000))
    expect(htmlText(text)).toMatch(/^(?:[^&<>"'`]|&(?:amp|lt|gt|quot|#39|#96);)*$/u);
});
