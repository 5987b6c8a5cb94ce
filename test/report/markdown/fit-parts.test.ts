import { describe, expect, test } from 'vitest';
import { fitParts } from '../../../src/report/markdown/fit-parts.ts';
import { md } from '../../../src/report/markdown/md.ts';
import { details, essential, table } from '../../../src/report/markdown/parts.ts';

const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => md`row ${String(index).padStart(4, '0')}\n`);
const note = (leftOut: number) => md`left out: ${leftOut}\n`;

describe('fitParts', () => {
  test('writes everything where there is room, without a note', () => {
    expect(fitParts([essential(md`head\n`), table(md`open\n`, rows(2)), essential(md`foot\n`)], 1000, note)).toBe(
      'head\nopen\nrow 0000\nrow 0001\n\nfoot\n',
    );
  });

  test('keeps the first rows that fit, closes the part, and counts the rest', () => {
    const text = fitParts(
      [essential(md`head\n`), details(md`more`, table(md`open\n`, rows(100))), essential(md`foot\n`)],
      600,
      note,
    );
    const kept = text.match(/row/g)?.length ?? 0;
    expect(kept).toBeGreaterThan(5);
    expect(text).toContain(`</details>\n\nfoot\nleft out: ${100 - kept}\n`);
    expect(text.length).toBeLessThanOrEqual(600);
  });

  test('leaves a part out altogether where none of its rows fits', () => {
    expect(fitParts([essential(md`head\n`), details(md`more`, table(md`open\n`, rows(3)))], 430, note)).toBe(
      'head\nleft out: 3\n',
    );
  });

  test('counts findings, not rows', () => {
    expect(fitParts([table(md``, rows(3), (index) => 10 ** index)], 0, note)).toBe('left out: 111\n');
  });

  test('keeps what is essential even beyond the limit', () => {
    expect(fitParts([essential(md`head\n`)], 0, note)).toBe('head\n');
  });

  test('counts bytes', () => {
    const wide = Array.from({ length: 100 }, () => md`支\n`);
    expect(Buffer.byteLength(fitParts([table(md``, wide)], 500, note))).toBeLessThanOrEqual(500);
  });
});
