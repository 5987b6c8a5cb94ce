import { describe, expect, it } from 'vitest';
import { answerTerminal } from '../../src/report/answer/answer-terminal.ts';
import { previewAnswer } from '../../src/report/rollback/preview-answer.ts';
import { commitOn, keepCommit, keepTree } from '../fake-github/git-state.ts';
import { personAt } from './in-process.ts';
import { type Shop, useShop, writesOf } from './shop-history.ts';

const numbered = (count: number) => count.toString(16).padStart(40, '0');
const askedFor = ({ github }: Shop, operation: string) =>
  github.requests.filter((one) => one.startsWith(`${operation} `)).length;

describe('what to go back to', () => {
  it('is found with few requests, however long the history is', async () => {
    const shop = await useShop('deployment');
    for (let count = 0; count < 400; count += 1) shop.release(numbered(count), 'failure');
    const person = personAt(shop);
    const spent = async (to: string) => {
      const before = askedFor(shop, 'repos/list-deployment-statuses');
      expect((await person.preview(to)).target.sha).toBe(shop.older);
      return askedFor(shop, 'repos/list-deployment-statuses') - before;
    };
    // The newest, and the one that is meant.
    expect(await spent(shop.older)).toBe(2);
    expect(await spent(shop.older.slice(0, 9))).toBe(2);
    shop.github.state.git.refs.set('refs/tags/v1', shop.older);
    expect(await spent('v1')).toBe(2);
  });

  it('is looked for only so far, which is said', async () => {
    const shop = await useShop('deployment');
    for (let count = 0; count < 1100; count += 1) shop.release(numbered(count), 'failure');
    const person = personAt(shop);
    await expect(person.preview()).rejects.toThrow(
      /nothing that came up before .* \(only 100 releases were looked at\)/,
    );
    await expect(person.preview(shop.older)).rejects.toThrow(
      /it was never deployed there; .* \(only its last 1000 deployments were looked at\)/,
    );
  });

  it('is refused, and nothing is changed, unless it once came up there', async () => {
    const shop = await useShop('deployment');
    const { git } = shop.github.state;
    const failed = commitOn(git, 'main', { message: 'Fail', files: { 'shop.js': 'x' } });
    shop.release(failed, 'failure');
    shop.release(shop.bad);
    const undeployed = commitOn(git, 'main', { message: 'Later', files: { 'shop.js': 'y' } });
    git.refs.set('refs/tags/v9', undeployed);
    const table: readonly [string, RegExp][] = [
      [undeployed, /never deployed there/],
      ['v9', /never deployed there/],
      ['no-such-tag', /never deployed there/],
      [failed, /never came up/],
      [shop.bad, /is what was deployed last/],
      [shop.good.slice(0, 6), /never deployed there/],
      ['../../heads/main', /never deployed there/],
      ['--force', /never deployed there/],
      ['', /never deployed there/],
      [`${shop.good}\n`, /never deployed there/],
      [shop.good.replace(/\d/, '０'), /never deployed there/],
    ];
    for (const [to, why] of table) await expect(personAt(shop).preview(to), to).rejects.toThrow(why);
    expect(writesOf(shop.github)).toEqual([]);
  });

  it('may be a commit of a fork only by force, and that is said loudly', async () => {
    const shop = await useShop('deployment');
    const { git } = shop.github.state;
    // GitHub answers for the commits of every fork under the address of the repository: no reference here leads to it.
    const tree = keepTree(git, { 'shop.js': 'steal()\n' });
    const fork = keepCommit(git, { tree, parents: [shop.good], message: 'Mine', author: 'mallory' }).sha;
    const own = commitOn(git, 'main', { message: 'Later', files: { 'shop.js': 'y' } });
    const person = personAt(shop);
    await expect(person.preview(fork)).rejects.toThrow('never deployed there');
    const words = async (to: string) => {
      const shown = await person.preview(to, true);
      return answerTerminal(previewAnswer({ environment: 'production', ...shown }));
    };
    expect(await words(fork)).toContain('⚠⚠ IT IS NOT IN THE HISTORY OF THE DEFAULT BRANCH');
    expect(await words(own)).not.toContain('HISTORY');
    expect(await words(own)).toContain('was never seen to come up there: it is forced');
    git.refs.set('refs/tags/v9', fork);
    expect(await words('v9')).not.toContain('HISTORY');
    const begun = await person.begin(await person.preview(fork, true));
    expect(begun.state.plan).toMatchObject({ forced: true });
    expect(begun.state.plan.evidence).toContain('the target is not in the history of the default branch');
  });

  it('stays what was shown where a tag moves meanwhile, and is void where somebody deploys', async () => {
    const shop = await useShop('deployment');
    const { git, deployments } = shop.github.state;
    const person = personAt(shop);
    git.refs.set('refs/tags/v1', shop.older);
    const shown = await person.preview('v1');
    git.refs.set('refs/tags/v1', shop.good);
    shop.release(shop.bad);
    await expect(person.begin(shown)).rejects.toThrow('was deployed to production meanwhile');
    deployments.pop();
    await person.begin(shown);
    await person.goOn();
    expect(deployments.at(-1)).toMatchObject({ sha: shop.older });
  });
});
