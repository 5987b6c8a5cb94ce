import { expect, test } from 'vitest';
import { wrap } from '../../../src/report/terminal/wrap.ts';

test.each([
  { name: 'breaks at spaces', text: 'one two three', width: 7, expected: ['one two', 'three'] },
  { name: 'leaves what fits', text: 'one two', width: 7, expected: ['one two'] },
  { name: 'breaks a long word', text: 'a abcdefg', width: 3, expected: ['a', 'abc', 'def', 'g'] },
  { name: 'counts two columns for a wide character', text: '支払い決済', width: 4, expected: ['支払', 'い決', '済'] },
  { name: 'takes a character wider than the line as it is', text: '支', width: 1, expected: ['支'] },
  { name: 'keeps a number with its unit', text: 'it took 25 ms', width: 10, expected: ['it took', '25 ms'] },
  { name: 'keeps a factor with its sign', text: 'changed by x 2.1', width: 13, expected: ['changed by', 'x 2.1'] },
  { name: 'keeps a sample size together', text: '428 ms (n = 2,225)', width: 12, expected: ['428 ms', '(n = 2,225)'] },
  { name: 'makes one line of nothing', text: '', width: 10, expected: [''] },
])('$name', ({ text, width, expected }) => {
  expect(wrap(text, width)).toEqual(expected);
});
