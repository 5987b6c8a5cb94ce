import { describe, expect, it } from 'vitest';
import { parseArray } from '../../src/data/parse-array.ts';
import type { RawStatistics, Treating } from '../../src/data/raw-statistics.ts';
import { treatColumn } from '../../src/data/treat-column.ts';
import { withoutLiterals } from '../../src/data/without-literals.ts';

const raw = (changes: Partial<RawStatistics>): RawStatistics => ({
  inherited: false,
  nullShare: 0,
  averageWidth: 8,
  distinct: -1,
  correlation: 0,
  commonValues: [],
  commonShares: [],
  histogram: [],
  elements: [],
  elementShares: [],
  elementCounts: [],
  isHashed: false,
  ...changes,
});
const how = (changes: Partial<Treating>): Treating => ({
  type: 'bigint',
  isEnum: false,
  isSafe: false,
  rows: 100_000,
  leastRows: 10,
  key: 'a key',
  ...changes,
});
const treated = (one: RawStatistics, treating: Treating) => treatColumn([one], treating).statistics[0];
const even = (from: number, to: number) =>
  Array.from({ length: 101 }, (_, i) => String(Math.round(from + ((to - from) * i) / 100)));

describe('a treated column', () => {
  it('of numbers is rounded to a thousandth of its range, and beyond it to one digit of the distance', () => {
    const card = '4111111111111111';
    const found = treated(raw({ histogram: [...even(0, 12_345).slice(0, 100), card] }), how({}));
    expect(found?.histogram.slice(0, 3)).toEqual(['20', '120', '240']);
    expect(found?.histogram.at(-1)).toMatch(/^40000000000/);
  });

  it('of small numbers keeps them, for they are codes', () => {
    const found = treated(
      raw({ commonValues: ['1', '2', '7'], commonShares: [0.5, 0.3, 0.2] }),
      how({ type: 'smallint' }),
    );
    expect(found?.commonValues).toEqual(['1', '2', '7']);
  });

  it('of long numbers in a narrow range keeps no more than six digits', () => {
    const found = treated(raw({ histogram: even(4111111111110000, 4111111111119999) }), how({}));
    expect(new Set(found?.histogram)).toEqual(new Set(['4111110000000000']));
  });

  it('hides what few rows carry, and keeps the shape: dropped numbers lie in the histogram', () => {
    const values = Array.from({ length: 50 }, (_, i) => String(i * 10));
    const given = raw({ commonValues: values, commonShares: values.map(() => 0.02) });
    const found = treated(given, how({ rows: 400 }));
    expect([found?.commonValues, found?.hiddenCommon.count]).toEqual([[], 50]);
    expect(found?.histogram.length).toBe(41);
    expect(found?.histogram.at(20)).toBe('250');
  });

  it('of a tiny table has no values at all', () => {
    const given = raw({ commonValues: ['5'], commonShares: [1], histogram: ['1', '2'] });
    expect(treated(given, how({ rows: 5 }))).toMatchObject({ commonValues: [], histogram: [] });
    expect(treated(given, how({ rows: null }))).toMatchObject({ commonValues: [], histogram: [] });
  });

  it.each([
    ['an enum', { type: 'mood', isEnum: true }, 'plain'],
    ['a boolean', { type: 'boolean' }, 'plain'],
    ['declared safe', { type: 'text', isSafe: true }, 'plain'],
    ['text', { type: 'text' }, 'hashed'],
    ['a type that nobody knows', { type: 'hstore' }, 'hashed'],
    ['text without a key', { type: 'uuid', key: null }, 'hidden'],
    ['a time', { type: 'timestamp(3) with time zone' }, 'rounded'],
    ['numbers in an array', { type: 'integer[]' }, 'hashed'],
  ] as const)('is treated by its type: %s', (_name, treating, treatment) => {
    expect(treatColumn([raw({ commonValues: ['x'], commonShares: [0.5] })], how(treating)).treatment).toBe(treatment);
  });

  it('of times in any year that PostgreSQL writes stays readable for it', () => {
    const values = [
      '2024-02-29 12:00:00.123456+00',
      'infinity',
      '-infinity',
      '0044-03-15 00:00:00+00 BC',
      '20000-01-01 00:00:00+00',
    ];
    const found = treated(
      raw({ commonValues: values, commonShares: values.map(() => 0.1) }),
      how({ type: 'timestamp with time zone' }),
    );
    expect(found?.commonValues.every((value) => /^(-?infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+00)$/.test(value))).toBe(
      true,
    );
    expect(found?.traits).toContain('infinite');
  });
});

describe('an array as PostgreSQL writes it', () => {
  it.each([
    ['{}', []],
    ['{a,b}', ['a', 'b']],
    ['{"a,b","c\\"d","e\\\\f"}', ['a,b', 'c"d', 'e\\f']],
    ['{"","NULL",NULL}', ['', 'NULL', '']],
    ['[0:1]={x,y}', ['x', 'y']],
    ['{"{1,2}","{3}"}', ['{1,2}', '{3}']],
    ['{"two\nlines"}', ['two\nlines']],
  ])('%s', (text, values) => {
    expect(parseArray(text)).toEqual(values);
  });
});

describe('a statement without literals', () => {
  it.each([
    ["SELECT 1, 'it''s', E'a\\'b', $$x$$, $tag$y$tag$, 0x1f, 1.5e-3", 'SELECT $1, $2, $3, $4, $5, $6, $7'],
    ['SELECT a1, "9x", t.b2 FROM t2 WHERE c = $3', 'SELECT a1, "9x", t.b2 FROM t2 WHERE c = $3'],
    ['/* user=ann */ SELECT a -- trace 4711\nFROM t', 'SELECT a FROM t'],
    ["SELECT 'never closed", 'SELECT $1'],
    [String.raw`SELECT a FROM t WHERE path = 'C:\' AND name = 'Ann'`, 'SELECT a FROM t WHERE path = $1'],
    [String.raw`SELECT a FROM t WHERE path = 'C:\\' AND name = 'Ann'`, 'SELECT a FROM t WHERE path = $1 AND name = $2'],
    ['SELECT $a$ one $b$ two $a$, $$ $b$ $$, b FROM t', 'SELECT $1, $2, b FROM t'],
    ['SELECT a /* one /* two */ three */ FROM t', 'SELECT a'],
    ["SELECT date'2026-11-21', N'Ann', U&'Ann', 1_000", 'SELECT date$1, $2, $3, $4'],
    ['UPDATE t SET a = 5 WHERE b = $2', 'UPDATE t SET a = $3 WHERE b = $2'],
  ])('%s', (sql, plain) => {
    expect(withoutLiterals(sql)).toBe(plain);
  });
});
