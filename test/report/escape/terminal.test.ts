import { expect, test } from 'vitest';
import { inertTerminal, terminalText } from '../../../src/report/escape/terminal.ts';
import { randomTexts } from '../../fixtures/report/random-text.ts';

test.each([
  { text: '× 5.1, ±30 % … production’s µs', ascii: true, expected: "x 5.1, +/-30 % ... production's us" },
  { text: '× 5.1', ascii: false, expected: '× 5.1' },
  { text: 'GET /支払い', ascii: true, expected: 'GET /支払い' },
  { text: '\u001B]8;;https://a.example\u0007link', ascii: false, expected: '\\u{1b}]8;;https://a.example\\u{7}link' },
])('terminalText writes $text (ascii: $ascii) as "$expected"', ({ text, ascii, expected }) => {
  expect(terminalText(text, { ascii })).toBe(expected);
});

test('inertTerminal keeps the spaces of a line, and makes it neither an escape sequence nor a command', () => {
  expect(inertTerminal('  a  b\u001B[2J')).toBe('  a  b\\u{1b}[2J');
  expect(inertTerminal('  ::error::x')).toBe('  : :error::x');
});

test('inertTerminal holds for whatever is written', () => {
  for (const text of randomTexts(2000)) expect(inertTerminal(text)).toMatch(/^(?!\s*::)[^\p{Cc}\p{Cf}]*$/u);
});
