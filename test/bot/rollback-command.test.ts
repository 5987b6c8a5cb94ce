import { expect, it } from 'vitest';
import { commitOn } from '../fake-github/git-state.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { configuration, storyState, useCommands } from './use-commands.ts';

const text = configuration.replace(
  '  production: {}',
  '  production: { rollback: { strategy: deployment, watch: none } }',
);

/** Two releases of which the newer one is bad; commits of their own, beside the configuration. */
function releasedState() {
  const state = storyState({}, text);
  const head = state.head;
  const [good, bad] = ['one', 'two'].map((words) =>
    commitOn(state.git, 'releases', { message: words, files: { 'shop.js': words } }),
  );
  for (const sha of [good ?? '', bad ?? '']) {
    const id = 700 + state.deployments.length;
    const createdAt = new Date(Date.now() - 3_600_000 + id).toISOString();
    const statuses = [{ state: 'success' }];
    state.deployments.push({ id, sha, environment: 'production', task: 'deploy', payload: {}, createdAt, statuses });
  }
  state.deploy = ({ statuses }) => statuses.push({ state: 'success' });
  return { state, good: good ?? '', bad: bad ?? '', head };
}

describeOnEmbeddedStore('rollbacks by comments', (fresh) => {
  it('show what they undo and change nothing on a dry run', async () => {
    const { state } = releasedState();
    const story = await useCommands(await fresh(), state);
    expect(await story.write('/rollback production --dry-run')).toContain('It undoes 1 commit');
    expect(state.deployments).toHaveLength(2);
    expect([...state.git.refs.keys()].filter((ref) => ref.startsWith('refs/tollgate/rollback'))).toEqual([]);
  });

  it('are done at once by whoever is on call, also under a freeze', async () => {
    const { state, good } = releasedState();
    const story = await useCommands(await fresh(), state);
    const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    await story.write(`/freeze production until ${day} because of the sale`, { by: 'oda' });
    expect(await story.write('/rollback production checkout fails', { by: 'oda' })).toContain('was rolled back to');
    expect(state.deployments.at(-1)).toMatchObject({ sha: good });
    expect(story.reactions()).toContain('rocket');
  });

  it('wait for a second person where the environment is protected', async () => {
    const { state, good } = releasedState();
    const story = await useCommands(await fresh(), state);
    const waiting = await story.write('/rollback production checkout fails');
    expect(state.deployments).toHaveLength(2);
    const code = /\/confirm ([0-9a-f]{8})/.exec(waiting ?? '')?.[1];
    await story.write(`/confirm ${code}`, { by: 'max' });
    expect(state.deployments.at(-1)).toMatchObject({ sha: good });
  });

  it.each([
    { name: 'a stranger', by: 'rita', words: '/rollback production', says: 'may not give this command' },
    {
      name: 'a commit that was never there',
      by: 'oda',
      words: `/rollback production --to ${'c'.repeat(40)}`,
      says: 'never deployed',
    },
    {
      name: 'forced by who may not',
      by: 'lou',
      words: `/rollback production --to ${'c'.repeat(40)} --force now`,
      says: 'may not give this command',
    },
  ])('are refused: $name', async ({ by, words, says }) => {
    const { state } = releasedState();
    const story = await useCommands(await fresh(), state);
    expect(await story.write(words, { by })).toContain(says);
    expect(state.deployments).toHaveLength(2);
  });
});
