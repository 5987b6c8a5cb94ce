import { describe, expect, it } from 'vitest';
import { reasonCodes } from '../../src/model/reason-codes.ts';
import { sourceFiles } from '../architecture/source-files.ts';

/** Codes that the code puts together, with the text that does. */
const composed = new Map<string, string>([]);
/** Codes that nothing gives yet, with why they stay. */
const unused = new Map<string, string>([]);

const isTable = (path: string) => path === 'src/model/reason-codes.ts' || path.startsWith('src/model/reasons/');
const code = [...sourceFiles('src'), ...sourceFiles('action'), ...sourceFiles('bot')]
  .filter(({ path }) => !isTable(path))
  .map(({ text }) => text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''))
  .join('\n');
const isGiven = (word: string) => code.includes(`'${word}'`);

describe('reason codes', () => {
  it('are all given somewhere, or are listed here with a reason', () => {
    const listed = new Set([...composed.keys(), ...unused.keys()]);
    expect(reasonCodes.filter((word) => !isGiven(word) && !listed.has(word))).toEqual([]);
    expect([...listed].filter(isGiven), 'listed, but given').toEqual([]);
    expect(
      [...composed.values()].filter((text) => !code.includes(text)),
      'composed no more',
    ).toEqual([]);
  });

  it('would be missed: a code that nobody gives is not found', () => {
    expect([isGiven('no-such-reason'), isGiven('within-tolerance')]).toEqual([false, true]);
  });
});
