import { describe, expect, it } from 'vitest';
import { limitsOf } from '../../../src/commands/query/shadow/limits-of.ts';
import type { Table } from '../../../src/model/sections/data/table.ts';
import type { Shadow } from '../../../src/plan-shadow/shadow/shadow.ts';
import { jointStatistics } from '../../../src/plan-shadow/statistics/joint-statistics.ts';
import { emptyCatalogue } from '../shadow/empty-catalogue.ts';

type ExtendedStatistics = Table['extendedStatistics'][number];

const names = ['a', 'b', 'mail', 'on', 'odd "one"'];
const numbers = { ndistinct: '{"1, 2": 100}', dependencies: '{"1 => 2": 0.5}' };

const extended = (list: string, changes: Partial<ExtendedStatistics>): ExtendedStatistics => ({
  schema: 'public',
  name: 'joint',
  kinds: ['expressions'],
  columns: [],
  definition: `CREATE STATISTICS public.joint ON ${list} FROM t`,
  ndistinct: null,
  dependencies: null,
  ...changes,
});

describe('what a shadow lacks of CREATE STATISTICS', () => {
  it.each([
    { list: 'a, b', changes: { kinds: ['ndistinct', 'dependencies'], ...numbers }, lacks: null, used: null },
    { list: 'a, b', changes: { kinds: ['ndistinct', 'mcv'], ...numbers }, lacks: ['mcv'], used: [] },
    { list: 'a, b', changes: { kinds: ['ndistinct'] }, lacks: ['ndistinct'], used: [] },
    { list: 'a, b', changes: { kinds: ['ndistinct'], ndistinct: '[{"v": 19}]' }, lacks: ['ndistinct'], used: [] },
    { list: 'lower(mail)', changes: {}, lacks: ['expressions'], used: ['mail'] },
    { list: '(a + "on")', changes: {}, lacks: ['expressions'], used: ['a', 'on'] },
    { list: 'public.a("odd ""one""")', changes: {}, lacks: ['expressions'], used: ['odd "one"'] },
  ] as const)('$list, kinds $changes.kinds', ({ list, changes, lacks, used }) => {
    const found = jointStatistics(extended(list, changes as Partial<ExtendedStatistics>), names);
    expect(found?.lacks ?? null).toEqual(lacks);
    expect(found?.inExpressions ?? null).toEqual(used);
  });

  it('takes any comparison of a column for its cast', () => {
    expect(jointStatistics(extended('((a)::text)', {}), names)).toMatchObject({ inExpressions: ['a'], hasCast: true });
    expect(jointStatistics(extended('lower(mail)', {}), names)).toMatchObject({ hasCast: false });
  });

  it('is told by kind: values are never copied, numbers only where the profile shows them', () => {
    const table = { rowSecurity: false, rows: 1, kind: 'table', name: 't', columns: [] };
    const told = (one: ExtendedStatistics) => {
      const catalogue = { ...emptyCatalogue(15), tables: [{ ...table, extendedStatistics: [one] }] };
      return limitsOf({ catalogue, notes: new Set() } as unknown as Shadow, { missingTables: [] })[0];
    };
    expect(told(extended('a, b', { kinds: ['mcv'] }))).toMatch(/^extended statistics of common values .*: joint$/);
    expect(told(extended('a, b', { kinds: ['ndistinct'] }))).toMatch(
      /^the profile does not show .* owner only: joint$/,
    );
    expect(told(extended('a, b', { kinds: ['ndistinct'], ...numbers }))).toMatch(/^heights of B-trees/);
  });
});
