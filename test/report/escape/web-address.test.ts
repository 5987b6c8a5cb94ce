import { expect, test } from 'vitest';
import { webAddress } from '../../../src/report/escape/web-address.ts';
import { randomTexts } from '../../fixtures/report/random-text.ts';

test.each([
  { given: 'https://github.com/a/b/actions/runs/1?x=1&y=2', expected: 'https://github.com/a/b/actions/runs/1?x=1&y=2' },
  { given: 'https://user:secret@a.example/', expected: 'https://a.example/' },
  { given: 'https://a.example/)](javascript:x)|<b>', expected: 'https://a.example/%29%5D%28javascript:x%29%7C%3Cb%3E' },
  { given: 'javascript:alert(1)', expected: null },
  { given: 'data:text/html,x', expected: null },
  { given: 'no address', expected: null },
  { given: '', expected: null },
  { given: null, expected: null },
])('webAddress makes $expected of $given', ({ given, expected }) => {
  expect(webAddress(given)).toBe(expected);
});

test('webAddress leaves no character that ends a link, whatever is written', () => {
  for (const text of randomTexts(2000))
    expect(webAddress(`https://a.example/${text}`)).toMatch(/^https:\/\/a\.example\/[^\s()<>|'"`\\*[\]]*$/);
});
