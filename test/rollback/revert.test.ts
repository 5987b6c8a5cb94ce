import { describe, expect, it } from 'vitest';
import { commitOn } from '../fake-github/git-state.ts';
import { personAt } from './in-process.ts';
import { type Shop, useShop } from './shop-history.ts';

/** What takes nothing back by itself: people changed the file again. */
function changeAgain({ github }: Shop) {
  commitOn(github.state.git, 'main', { message: 'Mend it', files: { 'shop.js': 'four\n' } });
}

describe('the changes that were rolled back', () => {
  it('are asked for in an issue of one’s own, whoever copied its marker before', async () => {
    const shop = await useShop('deployment');
    changeAgain(shop);
    const { issues } = shop.github.state;
    const id = crypto.randomUUID();
    const copied = `<!-- tollgate-rollback:${id} -->\nNothing to see here`;
    const forged = { title: 'Done', body: copied, state: 'closed', labels: ['tollgate:rollback'], comments: [] };
    issues.push({ ...forged, number: 900, author: 'mallory' });
    const laptop = personAt(shop);
    await laptop.begin(await laptop.preview(), { reverts: true, id });
    const ended = await laptop.goOn();
    expect(ended.state.done.get('revert')?.details).toMatchObject({ issue: String(issues.at(-1)?.number) });
    expect(issues.map(({ author }) => author)).toEqual(['mallory', 'dana']);
  });

  it('are not proposed on a branch that somebody else has made before', async () => {
    const shop = await useShop('deployment');
    const { pulls, git } = shop.github.state;
    const id = crypto.randomUUID();
    commitOn(git, `tollgate/revert-${id}`, { message: 'Mine', files: { 'shop.js': 'steal()\n' } });
    const branch = { head: `tollgate/revert-${id}`, base: 'main', repository: 'octo/shop', title: 'Done', body: '' };
    pulls.push({ ...branch, number: 30, author: 'mallory', mergedAt: null, state: 'closed' });
    const laptop = personAt(shop);
    await laptop.begin(await laptop.preview(), { reverts: true, id });
    const ended = await laptop.goOn();
    expect(ended.state.ended?.outcome).toBe('succeeded');
    expect(pulls.map(({ author }) => author)).toEqual(['mallory']);
    expect(shop.github.state.issues.at(-1)).toMatchObject({ author: 'dana' });
    expect(shop.github.state.issues.at(-1)?.body).toContain('of something else');
  });

  it('do not hold up the way back where GitHub lets nobody propose anything', async () => {
    const shop = await useShop('deployment');
    shop.github.disturb = (operation) =>
      operation === 'pulls/create' ? { status: 403, body: { message: 'not permitted to create pull requests' } } : null;
    const laptop = personAt(shop, { settings: { watch: '30m' } });
    await laptop.begin(await laptop.preview(), { reverts: true });
    const ended = await laptop.goOn();
    expect(ended.state.ended?.outcome).toBe('succeeded');
    expect(ended.state.done.get('revert')?.details['note']).toMatch(/^nothing was opened: .*not permitted to create/);
    expect(ended.state.done.has('watch')).toBe(true);
  });
});
