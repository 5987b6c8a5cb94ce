import { expect, it } from 'vitest';
import { commitOn, emptyGit } from '../fake-github/git-state.ts';
import { useHook } from '../rollback/use-hook.ts';
import { eventually } from './eventually.ts';
import { releasedPlaces } from './released-state.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { useCommands } from './use-commands.ts';

const gitops = (file: string) =>
  `strategy: gitops-commit, repository: octo/config, file: ${file}, key: image.tag, watch: none`;
const webhook = (url: string) => `strategy: webhook, url: "${url}", secret: "\${HOOK_SECRET}", watch: none`;
const rollbacks = {
  flow: 'strategy: workflow-dispatch, workflow: deploy.yml, inputs: { sha: "{sha}", name: "Rollback {id}" }, watch: none',
  commit: gitops('commit.yaml'),
  pull: `${gitops('pull.yaml')}, pull-request: true`,
  hook: webhook(`\${HOOK}`),
  unlent: webhook(`\${NOT_LENT}`),
  barred: 'strategy: deployment, watch: none, serves: { url: "https://shop.example:8443/version" }',
};

describeOnEmbeddedStore('rollbacks by comments', (fresh) => {
  it('are done by each strategy, once, as far as the operator allows it', async () => {
    const hook = await useHook();
    const { state, good, older, bad } = releasedPlaces(rollbacks);
    const config = emptyGit();
    for (const [index, sha] of [older, good, bad].entries()) {
      const text = `image:\n  tag: ${sha}\n`;
      const at = new Date(Date.now() - (600 - index) * 60_000);
      commitOn(config, 'main', { message: `Release ${sha}`, files: { 'commit.yaml': text, 'pull.yaml': text }, at });
    }
    state.elsewhere['octo/config'] = config;
    state.outcome = () => ({ status: 'completed', conclusion: 'success' });
    const variables = { HOOK: hook.url, HOOK_SECRET: 'a secret of the tests only' };
    const grants = { 'octo/shop': { variables, egress: [new URL(hook.url).host] } };
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
    const files = config.trees.get(config.commits.get(config.refs.get('refs/heads/main') ?? '')?.tree ?? '');
    expect(files).toEqual({ 'commit.yaml': `image:\n  tag: ${good}\n`, 'pull.yaml': `image:\n  tag: ${good}\n` });
    expect(state.pulls).toMatchObject([{ author: 'tollgate[bot]', repository: 'octo/config', state: 'closed' }]);
    expect(hook.messages.map(({ body }) => JSON.parse(body) as object)).toMatchObject([{ to: { sha: good } }]);
    expect(state.comments.map(({ body }) => body).join('') + story.log()).not.toContain(variables.HOOK_SECRET);
    // One answer to each command, brought up to date; what failed is said with a comment of its own too.
    const own = () => state.comments.filter(({ author }) => author === 'tollgate[bot]');
    await eventually(() => expect(own()).toHaveLength(8));
  });
});
