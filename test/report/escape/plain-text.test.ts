import { describe, expect, test } from 'vitest';
import { plainText, visible } from '../../../src/report/escape/plain-text.ts';
import { randomTexts } from '../../fixtures/report/random-text.ts';

describe('plainText', () => {
  test.each([
    { name: 'leaves a route as it is', text: 'GET /orders/{id}', expected: 'GET /orders/{id}' },
    { name: 'leaves letters of other alphabets', text: '支払い عربة 🛒', expected: '支払い عربة 🛒' },
    { name: 'makes one line of several', text: 'a\r\n\n\tb\u2028c\u2029d', expected: 'a b c d' },
    { name: 'shows a right-to-left override', text: 'a\u202Eb\u202C', expected: 'a\\u{202e}b\\u{202c}' },
    {
      name: 'shows what has no width',
      text: 'a\u200B\u200D\u00AD\u2060b',
      expected: 'a\\u{200b}\\u{200d}\\u{ad}\\u{2060}b',
    },
    { name: 'shows an escape sequence', text: '\u001B[31mred\u009B0m', expected: '\\u{1b}[31mred\\u{9b}0m' },
    { name: 'shows a null and a bell', text: '\u0000\u0007', expected: '\\u{0}\\u{7}' },
    { name: 'shows language tags outside of the basic plane', text: 'a\u{E0041}', expected: 'a\\u{e0041}' },
    { name: 'replaces a lone surrogate', text: 'a\uD800b\uDC00', expected: 'a\uFFFDb\uFFFD' },
    {
      name: 'keeps an accent, cuts a tower of them',
      text: `e\u0301 z${'\u0301'.repeat(50)}`,
      expected: `e\u0301 z${'\u0301'.repeat(4)}`,
    },
  ])('$name', ({ text, expected }) => {
    expect(plainText(text)).toBe(expected);
  });

  test.each([
    { name: 'cuts 10 kB', text: 'x'.repeat(10_240), limit: 5, expected: 'xxxx…' },
    { name: 'leaves what just fits', text: 'abcde', limit: 5, expected: 'abcde' },
    { name: 'counts characters, not their halves', text: '😀😀😀', limit: 3, expected: '😀😀😀' },
    { name: 'cuts between characters', text: '😀😀😀😀', limit: 3, expected: '😀😀…' },
  ])('$name', ({ text, limit, expected }) => {
    expect(plainText(text, limit)).toBe(expected);
  });

  test('holds for whatever is written: one visible, well-formed line of at most the limit, the same when done twice', () => {
    for (const text of randomTexts(2000)) {
      const plain = plainText(text, 80);
      expect(plain).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(plain.isWellFormed()).toBe(true);
      expect(Array.from(plain).length).toBeLessThanOrEqual(80);
      expect(plainText(plain, 80)).toBe(plain);
    }
  });
});

test('visible keeps spaces, so that a table stays a table', () => {
  expect(visible('  a   b\u001B[0m')).toBe('  a   b\\u{1b}[0m');
});
