import { describe, expect, it } from 'vitest';
import { commitOn, keepCommit } from '../fake-github/git-state.ts';
import { type Shop, type StrategyName, useShop, writesOf } from './shop-history.ts';
import { useHook } from './use-hook.ts';

/** Text in which what differs from run to run is named. */
function stable(shop: Pick<Shop, 'bad' | 'good'>, words: string): string {
  return words
    .replaceAll(shop.bad, 'BAD')
    .replaceAll(shop.bad.slice(0, 12), 'BAD')
    .replaceAll(shop.good, 'GOOD')
    .replaceAll(shop.good.slice(0, 12), 'GOOD')
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'TIME')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
    .replaceAll(/\b[0-9a-f]{40}\b/g, 'SHA');
}

const imageIn = (shop: Shop) => {
  const git = shop.github.state.elsewhere['octo/config'];
  const head = git?.commits.get(git.refs.get('refs/heads/main') ?? '');
  return git?.trees.get(head?.tree ?? '')?.['shop/values.yaml'];
};

describe('tollgate rollback from a laptop', () => {
  it('says what it undoes, and brings back what was there before', async () => {
    const shop = await useShop('deployment');
    const ran = await shop.cli('production', '--yes', '--reason', 'checkout fails');
    expect(ran.code).toBe(0);
    const { deployments } = shop.github.state;
    expect(deployments.at(-1)).toMatchObject({ sha: shop.good, environment: 'production' });
    expect(deployments.find(({ sha }) => sha === shop.bad)?.statuses.at(-1)).toMatchObject({ state: 'inactive' });
    expect(stable(shop, ran.stdout)).toMatchInlineSnapshot(`
      "[wait] Roll production back to GOOD
        There is now BAD Drop names \`of\` people (came up, TIME UTC)
        It goes back to GOOD Sell more (came up, TIME UTC)
        It undoes 1 commit:
        BAD Drop names \`of\` people by mona
        ⚠ Migrations are not undone, the data stays as they left it:
        db/7.sql:1 ALTER TABLE people takes away what the older code may need
      [ok] production was rolled back to GOOD
        From BAD, asked for by dana: checkout fails
        ✓ the old release was asked for: deployment 703
        ✓ the bad one is on the list: version BAD
        ✓ it came up: deployment 703
        ✓ what was there is put away: inactive 702
        Done: it came up
        Rollback ID
      To take this back: tollgate rollback production --to BAD
      "
    `);
  });

  it('starts the team’s workflow and follows its run', async () => {
    const shop = await useShop('workflow-dispatch');
    const ran = await shop.cli('production', '--yes');
    expect(ran).toMatchObject({ code: 0 });
    expect(shop.github.state.dispatched).toMatchObject([
      { workflow: 'deploy.yml', ref: 'main', inputs: { sha: shop.good } },
    ]);
    // The run deployed from main: GitHub writes down main’s commit, and still the next one goes further back.
    shop.release(shop.bad);
    const next = await shop.cli('production', '--dry-run');
    expect(stable(shop, next.stdout)).toContain('There is now GOOD');
    expect(next.stdout).toContain(`It goes back to ${shop.older.slice(0, 12)}`);
  });

  it('fails where the run fails', async () => {
    const shop = await useShop('workflow-dispatch');
    shop.github.state.outcome = () => ({ status: 'completed', conclusion: 'failure' });
    const ran = await shop.cli('production', '--yes');
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('run 5000 ended as failure');
  });

  it.each<StrategyName>(['gitops-commit', 'gitops-pull'])(
    'writes the old image where it is deployed from, and nothing else of the file: %s',
    async (strategy) => {
      const shop = await useShop(strategy);
      const ran = await shop.cli('production', '--yes', '--reason', 'checkout `fails`\nTollgate-Rollback: x');
      expect(ran).toMatchObject({ code: 0 });
      expect(imageIn(shop)).toBe(`# the shop\nimage:\n  name: shop\n  tag: ${shop.good} # moved by releases\n`);
      expect(shop.github.state.pulls.map(({ state }) => state)).toEqual(strategy === 'gitops-pull' ? ['closed'] : []);
      const trailers = [...(shop.github.state.elsewhere['octo/config']?.commits.values() ?? [])].flatMap(
        ({ message }) => [...message.matchAll(/^Tollgate-Rollback: .*$/gm)].map(([line]) => line),
      );
      expect(trailers).toEqual([expect.stringMatching(/^Tollgate-Rollback: [0-9a-f-]{36}$/)]);
    },
  );

  it.each([
    { what: 'another file', files: { 'shop/more.yaml': 'a: 1\n' } },
    { what: 'another value', files: { 'shop/values.yaml': 'image:\n  name: other\n' } },
  ])('merges nothing where somebody changed $what in its pull request', async ({ files }) => {
    const shop = await useShop('gitops-pull');
    const { state } = shop.github;
    shop.github.afterwards = (operation) => {
      const [config, pull] = [state.elsewhere['octo/config'], state.pulls[0]];
      if (operation !== 'pulls/create' || config === undefined || pull === undefined) return false;
      const head = config.commits.get(config.refs.get(`refs/heads/${pull.head}`) ?? '');
      const all = { ...config.trees.get(head?.tree ?? ''), ...files };
      commitOn(config, pull.head, { message: 'More', files: all });
      return false;
    };
    const ran = await shop.cli('production', '--yes');
    expect(ran).toMatchObject({ code: 1, stdout: expect.stringContaining('changes more than the image') });
    expect(state.pulls.map((pull) => pull.state)).toEqual(['open']);
    expect(imageIn(shop)).toContain(shop.bad);
  });

  it('tells a server of the team’s own, signed, once', async () => {
    const hook = await useHook();
    const shop = await useShop('webhook', { webhook: hook.url });
    expect(await shop.cli('production', '--yes')).toMatchObject({ code: 0 });
    expect(hook.messages).toHaveLength(1);
    const [{ headers, body } = { headers: {}, body: '{}' }] = hook.messages;
    const told = JSON.parse(body) as { id: string; to: object };
    expect(told).toMatchObject({ event: 'rollback', environment: 'production', to: { sha: shop.good } });
    expect(headers['idempotency-key']).toBe(told.id);
    expect(headers['x-tollgate-signature-256']).toMatch(/^sha256=[0-9a-f]{64}$/);
  });

  it('follows a redirect nowhere', async () => {
    const [hook, elsewhere] = [await useHook(), await useHook()];
    hook.answer = { status: 307, headers: { location: elsewhere.url } };
    const shop = await useShop('webhook', { webhook: hook.url });
    const ran = await shop.cli('production', '--yes');
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('answered 307');
    expect(elsewhere.messages).toEqual([]);
  });

  it.each<StrategyName>(['deployment', 'workflow-dispatch', 'gitops-commit', 'gitops-pull', 'webhook'])(
    'changes nothing on a dry run: %s',
    async (strategy) => {
      const hook = await useHook();
      const shop = await useShop(strategy, { webhook: hook.url });
      const ran = await shop.cli('production', '--dry-run', '--revert-pr', '--reason', "it's slow");
      expect(ran.code).toBe(0);
      const again = `tollgate rollback production --to ${shop.good} --revert-pr --reason 'it'\\''s slow'`;
      expect(ran.stdout).toContain(`Nothing was changed (--dry-run). To do it: ${again}`);
      expect(writesOf(shop.github)).toEqual([]);
      expect(hook.messages).toEqual([]);
    },
  );

  it('goes further back when it is said again, and back again where that is named', async () => {
    const shop = await useShop('deployment');
    await shop.cli('production', '--yes');
    await shop.cli('production', '--yes');
    const again = await shop.cli('production', '--yes', '--to', shop.bad);
    expect(again.stdout).toContain('It was itself rolled back from');
    const { deployments } = shop.github.state;
    expect(deployments.slice(3).map(({ sha }) => sha)).toEqual([shop.good, shop.older, shop.bad]);
    // What was gone back to by name counts as good again; what was left for it is not bad.
    const next = await shop.cli('production', '--dry-run', '--to', shop.older);
    expect(next.stdout).not.toContain('It was itself rolled back from');
  });

  it('opens a pull request that takes the changes back', async () => {
    const shop = await useShop('deployment');
    const ran = await shop.cli('production', '--yes', '--revert-pr');
    expect(ran.code).toBe(0);
    const { git, pulls } = shop.github.state;
    const head = git.commits.get(git.refs.get(`refs/heads/${pulls[0]?.head}`) ?? '');
    expect(git.trees.get(head?.tree ?? '')).toEqual({ 'shop.js': 'two\n' });
    expect(head?.parents).toEqual([git.refs.get('refs/heads/main')]);
  });

  it('asks people where a file was changed again since', async () => {
    const shop = await useShop('deployment');
    const { git } = shop.github.state;
    const main = git.commits.get(shop.bad);
    const tree = 'f'.repeat(40);
    git.trees.set(tree, { ...git.trees.get(main?.tree ?? ''), 'shop.js': 'four\n' });
    const later = keepCommit(git, { tree, parents: [shop.bad], message: 'Mend it', author: 'mona' });
    git.refs.set('refs/heads/main', later.sha);
    const ran = await shop.cli('production', '--yes', '--revert-pr');
    expect(ran.code).toBe(0);
    expect(shop.github.state.pulls).toEqual([]);
    expect(shop.github.state.issues.at(-1)?.body).toContain('<code>shop.js</code>');
  });

  it('prints the audit of every rollback as a line of JSON', async () => {
    const shop = await useShop('deployment');
    await shop.cli('production', '--yes', '--reason', 'checkout fails');
    const ran = await shop.cli('production', '--audit');
    const lines = ran.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toMatchObject([
      {
        environment: 'production',
        by: 'dana',
        reason: 'checkout fails',
        outcome: 'succeeded',
        from: { sha: shop.bad },
        to: { sha: shop.good },
        record: 'refs/tollgate/rollback/production/shop/000001',
      },
    ]);
  });
});
