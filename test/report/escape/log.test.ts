import { describe, expect, test } from 'vitest';
import { inertLog } from '../../../src/report/escape/log.ts';
import { randomTexts } from '../../fixtures/report/random-text.ts';

describe('inertLog', () => {
  test.each([
    { text: '::error::x', expected: ': :error::x' },
    { text: 'a\n   ::add-mask::x', expected: 'a\n   : :add-mask::x' },
    { text: '\u001B[31m::error::x', expected: '\u001B[31m: :error::x' },
    { text: 'a ##[error]x', expected: 'a # #[error]x' },
    { text: 'Foo::Bar at 10:30', expected: 'Foo::Bar at 10:30' },
  ])('makes no command of $text', ({ text, expected }) => {
    expect(inertLog(text)).toBe(expected);
  });

  test('leaves no line that the runner would take for a command, whatever is written', () => {
    for (const text of randomTexts(2000)) {
      for (const line of inertLog(text).split(/\r\n|[\n\r]/)) {
        expect(line.trimStart().startsWith('::')).toBe(false);
        expect(line).not.toContain('##[');
      }
    }
  });
});
