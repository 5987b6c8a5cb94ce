import { expect, it } from 'vitest';
import { OperatorFile } from '../../bot/operator/operator-file.ts';

const sha256 = 'a'.repeat(64);

it.each([
  { name: 'nothing', file: { version: 1 }, wrong: null },
  { name: 'tokens of the operator’s own', file: { version: 1, tokens: [{ name: 'on-call', sha256 }] }, wrong: null },
  {
    name: 'a token instead of its SHA-256',
    file: { version: 1, tokens: [{ name: 'on-call', sha256: 'hunter2' }] },
    wrong: 'never the token',
  },
  {
    name: 'one repository in two spellings',
    file: { version: 1, repositories: { 'octo/shop': {}, 'Octo/Shop': {} } },
    wrong: 'stands here twice',
  },
  { name: 'two repositories', file: { version: 1, repositories: { 'octo/shop': {}, 'octo/shop-2': {} } }, wrong: null },
  { name: 'a wider egress', file: { version: 1, repositories: { 'octo/shop': { egress: ['*'] } } }, wrong: 'no *' },
])('the operator’s file with $name', ({ file, wrong }) => {
  const read = OperatorFile.safeParse(file);
  const words = read.error?.issues.map(({ message }) => message).join() ?? null;
  if (wrong === null) expect(words).toBeNull();
  else expect(words).toContain(wrong);
  expect(words ?? '').not.toContain('hunter2');
});
