import { describe, expect, it } from 'vitest';
import { refsPort } from '../../src/github/refs-port.ts';
import type { Hold } from '../../src/locks/hold.ts';
import { freezeOf, lockOf } from '../../src/locks/new-hold.ts';
import { openHolds } from '../../src/locks/open-holds.ts';
import { readHolds } from '../../src/locks/read-holds.ts';
import { releaseOfPullRequest } from '../../src/locks/release-of-pull-request.ts';
import { useAppGitHub } from '../bot/use-app-github.ts';
import { emptyTree, keepCommit } from '../fake-github/git-state.ts';
import { repositoryOn } from '../github/use-repository.ts';

const now = new Date('2026-11-21T12:00:00Z');
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const hold = (login: string, pullRequest: number | null, given: Partial<Hold> = {}): Hold => ({
  environment: 'production',
  owner: { login, pullRequest },
  reason: 'migration',
  until: later(2).toISOString(),
  ...given,
});
const release = (by: string, allowed = true) => ({ by, why: 'asked', mayRelease: () => allowed }) as const;

async function useHolds() {
  const github = await useAppGitHub();
  const refs = refsPort(repositoryOn(github));
  return { github, refs, locks: openHolds(refs, 'lock', now), freezes: openHolds(refs, 'freeze', now) };
}

describe('a lock', () => {
  it('is had by one of many who want it at once', async () => {
    const { locks } = await useHolds();
    const taken = await Promise.all(Array.from({ length: 6 }, (_, one) => locks.take(hold(`person-${one}`, null))));
    const winners = taken.filter(({ kind }) => kind === 'taken');
    expect(winners).toHaveLength(1);
    expect(taken.filter(({ kind }) => kind === 'held')).toHaveLength(5);
    const [winner] = winners;
    const owner = winner?.kind === 'taken' ? winner.hold.owner : null;
    expect(await locks.read('production')).toMatchObject({ kind: 'held', hold: { owner } });
  });

  it('is renewed by its owner, and is somebody else’s to another person and to another pull request of the same person', async () => {
    const { locks } = await useHolds();
    expect(await locks.take(hold('ann', 7))).toMatchObject({ kind: 'taken', renewed: false });
    expect(await locks.take(hold('Ann', 7, { reason: 'still' }))).toMatchObject({ kind: 'taken', renewed: true });
    expect(await locks.take(hold('ann', 8))).toMatchObject({ kind: 'held', hold: { reason: 'still' } });
    expect(await locks.take(hold('bob', 7))).toMatchObject({ kind: 'held' });
    expect(await locks.take(hold('bob', 7, { environment: 'staging' }))).toMatchObject({ kind: 'taken' });
  });

  it('is over when its time is, when it is given back, and not before', async () => {
    const { refs, locks } = await useHolds();
    await locks.take(hold('ann', null));
    expect(await openHolds(refs, 'lock', later(1.99)).read('production')).toMatchObject({ kind: 'held' });
    expect(await openHolds(refs, 'lock', later(2)).read('production')).toEqual({ kind: 'free' });
    expect(await locks.release('production', release('bob', false))).toMatchObject({ kind: 'held' });
    expect(await locks.release('production', release('ann'))).toMatchObject({ kind: 'released' });
    expect(await locks.release('production', release('ann'))).toEqual({ kind: 'free' });
    expect(await locks.take(hold('bob', null))).toMatchObject({ kind: 'taken', renewed: false });
  });

  it('is given back with its pull request, and no other is', async () => {
    const { refs, locks } = await useHolds();
    await locks.take(hold('ann', 7));
    await locks.take(hold('ann', 8, { environment: 'staging' }));
    await locks.take(hold('ann', null, { environment: 'eu/west' }));
    expect(await releaseOfPullRequest(refs, 7, now)).toMatchObject([{ environment: 'production' }]);
    expect(await releaseOfPullRequest(refs, 7, now)).toEqual([]);
    const states = await locks.list();
    expect(states.flatMap((state) => (state.kind === 'held' ? [state.hold.environment] : [])).toSorted()).toEqual([
      'eu/west',
      'staging',
    ]);
  });

  it.each([
    ['words of a stranger', 'hello'],
    ['an entry of another form', JSON.stringify({ schema: 'tollgate.ledger/1', id: 'x', entry: { action: 'open' } })],
    [
      'an end that is no instant',
      JSON.stringify({
        schema: 'tollgate.ledger/1',
        id: 'x',
        entry: { action: 'take', ...hold('ann', 1), until: 'never' },
      }),
    ],
  ])('whose record holds %s counts as held', async (_, message) => {
    const { github, refs, locks } = await useHolds();
    const commit = keepCommit(github.state.git, { tree: emptyTree, parents: [], message, author: 'mallory' });
    github.state.git.refs.set('refs/tollgate/lock/production', commit.sha);
    expect(await locks.read('production')).toMatchObject({ kind: 'unreadable' });
    expect(await locks.take(hold('ann', null))).toMatchObject({ kind: 'unreadable' });
    expect(await locks.release('production', release('ann'))).toMatchObject({ kind: 'unreadable' });
    expect(await readHolds(refs, 'production', now)).toMatchObject({ kind: 'unreadable' });
  });

  it('stands beside a freeze, which whoever may freeze can move', async () => {
    const { refs, locks, freezes } = await useHolds();
    await locks.take(hold('ann', 7));
    await freezes.take(hold('max', null, { reason: 'holidays' }));
    expect(await freezes.take(hold('oda', null, { reason: 'longer' }))).toMatchObject({ kind: 'taken', renewed: true });
    expect(await readHolds(refs, 'production', now)).toMatchObject({
      holds: [
        { kind: 'lock', owner: { login: 'ann' } },
        { kind: 'freeze', reason: 'longer' },
      ],
    });
  });

  it('is an error, and never free, where GitHub does not answer', async () => {
    const { github, locks } = await useHolds();
    github.disturb = () => ({ status: 500, body: { message: 'no' } });
    await expect(locks.read('production')).rejects.toThrow('GitHub answered 500');
    await expect(locks.take(hold('ann', null))).rejects.toThrow('GitHub answered 500');
  });
});

describe('what may be asked for', () => {
  const lock = { kind: 'lock', environment: 'production', reason: 'x' } as const;
  const freeze = { kind: 'freeze', environment: 'production', reason: 'x' } as const;
  const ann = { login: 'ann', pullRequest: null };

  it('is a lock of at most 7 days, of 4 hours where nothing is said', () => {
    expect(lockOf({ ...lock, lasts: null }, ann, now).until).toBe('2026-11-21T16:00:00.000Z');
    expect(lockOf({ ...lock, lasts: 7 * 86_400 }, ann, now).until).toBe('2026-11-28T12:00:00.000Z');
    expect(() => lockOf({ ...lock, lasts: 7 * 86_400 + 1 }, ann, now)).toThrow('at most 7 days');
  });

  it('is a freeze whose end is to come, within 90 days', () => {
    expect(freezeOf({ ...freeze, until: '2026-12-01T00:00:00.000Z' }, 'max', now)).toMatchObject({
      until: '2026-12-01T00:00:00.000Z',
    });
    expect(() => freezeOf({ ...freeze, until: now.toISOString() }, 'max', now)).toThrow('is past');
    expect(() => freezeOf({ ...freeze, until: '2027-03-01T00:00:00.000Z' }, 'max', now)).toThrow('at most 90 days');
  });
});
