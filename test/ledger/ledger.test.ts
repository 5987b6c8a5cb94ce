import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { refsPort } from '../../src/github/refs-port.ts';
import { openLedger } from '../../src/ledger/open-ledger.ts';
import { encodeName, recordRef } from '../../src/ledger/record-ref.ts';
import { useAppGitHub } from '../bot/use-app-github.ts';
import { emptyTree, keepCommit } from '../fake-github/git-state.ts';
import { repositoryOn } from '../github/use-repository.ts';

const Note = z.strictObject({ step: z.string() });

async function useLedger(token?: string) {
  const github = await useAppGitHub();
  const refs = refsPort(repositoryOn(github, token));
  return { github, refs, ledger: openLedger(refs, 'rollback', Note) };
}

function headOf(made: { readonly kind: string; readonly head?: string }): string {
  if (made.head === undefined) throw new Error(`wanted a head, got ${made.kind}`);
  return made.head;
}

describe('a record on GitHub', () => {
  it('keeps its entries in order, with who wrote them', async () => {
    const { ledger, github } = await useLedger();
    const first = headOf(await ledger.create(['production', '1'], { step: 'planned' }));
    const second = headOf(await ledger.append(['production', '1'], first, { step: 'deploying' }));
    const bot = openLedger(refsPort(repositoryOn(github, 'ghs_installation')), 'rollback', Note);
    await bot.append(['production', '1'], second, { step: 'done' });

    const read = await ledger.read(['production', '1']);
    expect(read).toMatchObject({
      kind: 'record',
      ref: 'refs/tollgate/rollback/production/1',
      entries: [
        { value: { step: 'planned' }, by: 'dana' },
        { value: { step: 'deploying' }, by: 'dana' },
        { value: { step: 'done' }, by: 'tollgate[bot]' },
      ],
    });
    expect([...github.state.git.commits.values()].map(({ tree }) => tree)).toEqual(Array(3).fill(emptyTree));
  });

  it('lets one of many begin it, also where all say the same in the same second', async () => {
    const { ledger } = await useLedger();
    const made = await Promise.all(Array.from({ length: 8 }, () => ledger.create(['production'], { step: 'mine' })));
    expect(made.filter(({ kind }) => kind === 'created')).toHaveLength(1);
    expect(made.filter(({ kind }) => kind === 'exists')).toHaveLength(7);
    expect(await ledger.read(['production'])).toMatchObject({ entries: { length: 1 } });
  });

  it('lets one of many add the next entry; the others are told', async () => {
    const { ledger } = await useLedger();
    const head = headOf(await ledger.create(['production'], { step: 'planned' }));
    const added = await Promise.all(
      Array.from({ length: 8 }, () => ledger.append(['production'], head, { step: 'taken' })),
    );
    expect(added.map(({ kind }) => kind).sort()).toEqual(['appended', ...Array(7).fill('conflict')]);
    expect(await ledger.read(['production'])).toMatchObject({ entries: { length: 2 } });
  });

  it('takes an answer that was lost on the way for what it was', async () => {
    const { ledger, github } = await useLedger();
    const head = headOf(await ledger.create(['production'], { step: 'planned' }));
    const { git } = github.state;
    // The first time it works and the answer is lost; the client sends it again.
    github.disturb = (operationId) => {
      if (operationId !== 'git/update-ref') return null;
      const newest = [...git.commits.keys()].at(-1) ?? '';
      git.refs.set('refs/tollgate/rollback/production', newest);
      return { status: 422, body: { message: 'Update is not a fast forward' } };
    };
    expect(await ledger.append(['production'], head, { step: 'done' })).toMatchObject({ kind: 'appended' });
  });

  it('says that there is none, and finds all below a name and none beside it', async () => {
    const { ledger } = await useLedger();
    expect(await ledger.read(['production', '1'])).toEqual({ kind: 'absent' });
    for (const key of [
      ['prod', '1'],
      ['prod', '2'],
      ['production', '1'],
    ])
      await ledger.create(key, { step: key.join(' ') });
    const found = await ledger.list(['prod']);
    expect(found.map((one) => one.ref)).toEqual(['refs/tollgate/rollback/prod/1', 'refs/tollgate/rollback/prod/2']);
    expect(await ledger.list()).toHaveLength(3);
  });

  it('reads a record of more entries than GitHub gives on a page', async () => {
    const { ledger } = await useLedger();
    let head = headOf(await ledger.create(['production'], { step: '0' }));
    for (let step = 1; step < 130; step += 1)
      head = headOf(await ledger.append(['production'], head, { step: String(step) }));
    const read = await ledger.read(['production']);
    expect(read.kind === 'record' ? read.entries.map(({ value }) => Number(value.step)) : read).toEqual(
      Array.from({ length: 130 }, (_, index) => index),
    );
  });

  it('writes commits with a file that says what this is where a server knows no empty tree', async () => {
    const { ledger, github } = await useLedger();
    github.state.git.trees.delete(emptyTree);
    expect(await ledger.create(['production'], { step: 'planned' })).toMatchObject({ kind: 'created' });
    expect(github.requests.filter((one) => one.startsWith('git/create-tree'))).toHaveLength(1);
  });

  it.each([
    { name: 'no JSON', message: 'Merge branch main' },
    { name: 'JSON of another kind', message: '{"step":"done"}' },
    { name: 'null', message: 'null' },
    { name: 'an entry with a field too many', message: '{"schema":"tollgate.ledger/1","entry":{"step":"x","ok":1}}' },
    { name: 'a text without end', message: JSON.stringify({ schema: 'tollgate.ledger/1', entry: 'x'.repeat(99_000) }) },
  ])('stops at an entry that cannot be read: $name', async ({ message }) => {
    const { ledger, github } = await useLedger();
    const head = headOf(await ledger.create(['production'], { step: 'planned' }));
    const forged = keepCommit(github.state.git, { tree: emptyTree, parents: [head], message, author: 'mallory' });
    github.state.git.refs.set('refs/tollgate/rollback/production', forged.sha);
    const read = await ledger.read(['production']);
    expect(read).toMatchObject({ kind: 'unreadable', ref: 'refs/tollgate/rollback/production' });
    expect(await ledger.list()).toEqual([read]);
  });

  it('stops at a record that was merged from two', async () => {
    const { ledger, github } = await useLedger();
    const heads = [
      headOf(await ledger.create(['a'], { step: 'a' })),
      headOf(await ledger.create(['b'], { step: 'b' })),
    ];
    const message = '{"schema":"tollgate.ledger/1","entry":{"step":"x"}}';
    const merged = keepCommit(github.state.git, { tree: emptyTree, parents: heads, message, author: 'mallory' });
    github.state.git.refs.set('refs/tollgate/rollback/a', merged.sha);
    expect(await ledger.read(['a'])).toMatchObject({ kind: 'unreadable' });
  });

  it.each([
    { status: 403, message: 'Resource not accessible by integration', reasonCode: 'forbidden' },
    { status: 403, message: 'You have exceeded a secondary rate limit', reasonCode: 'rate-limited' },
    { status: 401, message: 'Bad credentials', reasonCode: 'unauthorized' },
    { status: 500, message: 'Server Error', reasonCode: 'server-error' },
  ])('never takes $status ($message) for a record that is not there', async ({ status, message, reasonCode }) => {
    const { ledger, github } = await useLedger();
    github.disturb = () => ({ status, body: { message } });
    await expect(ledger.read(['production'])).rejects.toMatchObject({ name: 'ProviderError', reasonCode });
    await expect(ledger.create(['production'], { step: 'x' })).rejects.toMatchObject({ reasonCode });
  });
});

describe('the name of a record', () => {
  const names = [
    'production',
    'Production',
    'eu/prod',
    '..',
    '.lock',
    'a.lock',
    '@{',
    'prod uction',
    'ä',
    '_2f',
    '/',
    '-',
    '~^:?*[\\',
    '\u0000',
    'x'.repeat(5000),
  ];

  it('is a reference that git takes, and no two names meet, however cases are kept', async () => {
    const { ledger } = await useLedger();
    for (const name of names)
      expect(await ledger.create([name], { step: name.slice(0, 9) })).toMatchObject({ kind: 'created' });
    expect(await ledger.list()).toHaveLength(names.length);
    expect(new Set(names.map((name) => encodeName(name).toLowerCase())).size).toBe(names.length);
    expect(names.map((name) => encodeName(name).length).every((length) => length <= 120)).toBe(true);
  });

  it('is refused where it is empty', () => {
    expect(() => recordRef('lock', [''])).toThrow('wanted at least one character');
  });
});
