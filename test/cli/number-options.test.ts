import { describe, expect, it } from 'vitest';
import type { Inputs } from '../../src/cli/inputs.ts';
import { type NumberOption, readNumbers } from '../../src/cli/number-options.ts';

const options: NumberOption[] = [
  { name: 'share', description: '', least: 0.1, most: 0.9, usual: 0.25 },
  { name: 'looks', description: '', least: 1, most: 10, whole: true },
];
const read = (texts: Record<string, string>) =>
  readNumbers({ text: (name) => new Map(Object.entries(texts)).get(name) } as Inputs, options).given;

describe('numbers of the command line', () => {
  it('are read, or have their usual value, or are open', () => {
    expect(['share', 'looks'].map(read({ share: '0.5', looks: '3' }))).toEqual([0.5, 3]);
    expect(['share', 'looks'].map(read({}))).toEqual([0.25, null]);
  });

  it('are refused all at once', () => {
    expect(() => read({ share: 'NaN', looks: '2.5' })).toThrowErrorMatchingInlineSnapshot(`
      [UsageError: --share: wanted a number from 0.1 to 0.9, not "NaN"
      --looks: wanted a whole number from 1 to 10, not "2.5"]
    `);
    for (const share of ['', ' ', 'much', '0.05', '1', '1e999', '0x', '-0.5'])
      expect(() => read({ share }), share).toThrow('--share: wanted');
  });
});
