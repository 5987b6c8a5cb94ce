import { expect, it } from 'vitest';
import { useHook } from '../rollback/use-hook.ts';
import { eventually } from './eventually.ts';
import { releasedPlaces } from './released-state.ts';
import { filesOf, keepReleases, lentFor, strategies, webhook } from './rollback-strategies.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { useCommands } from './use-commands.ts';

const rollbacks = {
  ...strategies,
  unlent: webhook(`\${NOT_LENT}`),
  barred: 'strategy: deployment, watch: none, serves: { url: "https://shop.example:8443/version" }',
};

describeOnEmbeddedStore('rollbacks by comments', (fresh) => {
  it('are done by each strategy, once, as far as the operator allows it', async () => {
    const hook = await useHook();
    const { state, good, older, bad } = releasedPlaces(rollbacks);
    const config = keepReleases(state, [older, good, bad]);
    const grants = lentFor(hook.url);
    const story = await useCommands(await fresh(), state, { grants });

    for (const environment of Object.keys(rollbacks))
      await story.write(`/rollback ${environment} it fails`, { by: 'oda' });
    const said = (environment: string) =>
      state.comments
        .filter(({ author, body }) => author !== 'oda' && body.includes(`<code>${environment}</code>`))
        .map(({ body }) => body)
        .join('\n');
    for (const environment of ['flow', 'commit', 'pull', 'hook'])
      await eventually(() => expect(said(environment)).toContain('was rolled back to'));
    await eventually(() => expect(said('barred')).toContain('may have been rolled back to'));
    expect(said('barred')).toContain('egress list does not name shop.example');
    await eventually(() => expect(said('unlent')).toContain('could not be rolled back'));
    expect(said('barred')).toContain('? whether it came up could not be seen');
    expect(said('flow')).toContain('[link](https://github.com/octo/shop/actions/runs/5000)');
    expect(said('unlent')).toContain('does not lend to this repository');
    expect(said('hook')).toContain('nothing here tells whether it came up');

    expect(state.dispatched.map(({ inputs }) => inputs?.['sha'])).toEqual([good]);
    expect(filesOf(config)).toEqual({
      'commit.yaml': `image:\n  tag: ${good}\n`,
      'pull.yaml': `image:\n  tag: ${good}\n`,
    });
    expect(state.pulls).toMatchObject([{ author: 'tollgate[bot]', repository: 'octo/config', state: 'closed' }]);
    expect(hook.messages.map(({ body }) => JSON.parse(body) as object)).toMatchObject([{ to: { sha: good } }]);
    expect(state.comments.map(({ body }) => body).join('') + story.log()).not.toContain('a secret of the tests only');
    // One answer to each command, brought up to date; what failed is said with a comment of its own too.
    const own = () => state.comments.filter(({ author }) => author === 'tollgate[bot]');
    await eventually(() => expect(own()).toHaveLength(8));
  });
});
