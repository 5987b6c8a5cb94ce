import { expect, it } from 'vitest';
import { refsPort } from '../../src/github/refs-port.ts';
import { openHolds } from '../../src/locks/open-holds.ts';
import { repositoryOn } from '../github/use-repository.ts';
import { personAt } from './in-process.ts';
import { useShop } from './shop-history.ts';

it('of two people at once one rolls back, and the other is told who', async () => {
  const shop = await useShop('deployment');
  const { state } = shop.github;
  state.accounts.set('ghp_other', 'eve');
  const people = [personAt(shop), personAt(shop, { token: 'ghp_other' })];
  const previews = await Promise.all(people.map((one) => one.preview()));
  const begun = await Promise.allSettled(people.map((one, index) => one.begin(previews[index] as never)));
  const [winner, ...more] = begun.flatMap((one) => (one.status === 'fulfilled' ? [one.value.state.plan.by] : []));
  expect(more).toEqual([]);
  const refused = begun.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
  expect(refused).toEqual([expect.stringContaining(`is being rolled back to ${shop.good} since`)]);
  expect(refused[0]).toContain(`by ${winner}`);
  // Both go on with it at once: one holds it, the other does nothing.
  const ends = await Promise.all(people.map((one) => one.goOn()));
  expect(ends.map(({ kind }) => kind).toSorted()).toEqual(['ended', 'held']);
  expect(state.deployments.slice(3).map(({ sha }) => sha)).toEqual([shop.good]);
});

it('of two laptops at once one rolls back; a lock stops it unless that is said, a freeze does not', async () => {
  const shop = await useShop('deployment');
  const refs = refsPort(repositoryOn(shop.github, 'ghs_installation'));
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const hold = { environment: 'production', owner: { login: 'ann', pullRequest: null }, reason: 'I look at it', until };
  await openHolds(refs, 'lock', new Date()).take(hold);
  await openHolds(refs, 'freeze', new Date()).take(hold);
  expect(await shop.cli('production', '--yes')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('production is locked by ann'),
  });
  expect(shop.github.state.deployments).toHaveLength(3);
  // Each is shown the same before either begins.
  const met = Promise.withResolvers<void>();
  let looking = 0;
  shop.github.pause = (operation) => {
    if (operation === 'repos/list-deployments' && (looking += 1) === 2) met.resolve();
    return operation === 'repos/list-deployments' ? met.promise : Promise.resolve();
  };
  const both = await Promise.all([1, 2].map(() => shop.cli('production', '--yes', '--despite-lock')));
  const codes = both.map(({ code }) => code).toSorted((a, b) => (a ?? 9) - (b ?? 9));
  expect(codes).toEqual([0, 2]);
  expect(both.map(({ stderr }) => stderr).join('')).toMatch(
    /is being rolled back (to|already)|was deployed to production meanwhile/,
  );
  expect(shop.github.state.deployments.slice(3).map(({ sha }) => sha)).toEqual([shop.good]);
});
