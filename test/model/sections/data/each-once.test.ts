import { expect, it } from 'vitest';
import { z } from 'zod';
import { eachOnce } from '../../../../src/model/sections/data/each-once.ts';

const Names = z.array(z.string()).superRefine(eachOnce((name) => name));

it('takes names that differ, if only in their case', () => {
  expect(Names.safeParse(['id', 'ID', '']).success).toBe(true);
});

it('says which name stands twice, and where; once, however often it does', () => {
  const { error } = Names.safeParse(['id', 'name', 'id', ...Array.from({ length: 1000 }, () => 'name')]);
  expect(error?.issues.map(({ path, message }) => [path, message])).toEqual([
    [[2], '“id” only once; it stands in the list before'],
  ]);
});
