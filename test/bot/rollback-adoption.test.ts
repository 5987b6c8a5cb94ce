import { expect, it } from 'vitest';
import { beginRollback, newestRollback } from '../../src/commands/rollback/begin-rollback.ts';
import { planRollback } from '../../src/commands/rollback/plan-rollback.ts';
import { vouchFor } from '../../src/commands/rollback/vouch.ts';
import { Rollback } from '../../src/config/rollback-schema.ts';
import { repositoryOn } from '../github/use-repository.ts';
import { eventually } from './eventually.ts';
import { releasedState } from './released-state.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { type CommandStory, useCommands } from './use-commands.ts';

const place = { environment: 'production', service: 'shop' };
const longAgo = new Date(Date.now() - 600_000);

/** What a laptop did before it was closed: it wrote the record, and perhaps said that it is its own. */
async function leave(
  { github }: CommandStory,
  { by, vouches }: { readonly by: string; readonly vouches: string | null },
) {
  github.state.accounts.set('ghp_left', vouches ?? 'mallory');
  const repository = repositoryOn(github, 'ghp_left');
  const world = {
    repository,
    elsewhere: async () => repository,
    login: async () => by,
    clock: { now: () => longAgo, until: async () => {} },
    sendOut: async () => ({ status: 500, text: '' }),
  };
  const settings = Rollback.parse({ strategy: 'deployment', watch: 'none' });
  const preview = await planRollback({ world, ...place, settings, to: 'previous', force: false });
  const id = crypto.randomUUID();
  const wish = { id, ...place, by, reason: '', origin: 'cli', issue: null, reverts: false } as const;
  const begun = await beginRollback(world, wish, { preview, settings });
  if (vouches !== null) await vouchFor(repository, begun, vouches);
}

const stateOf = async ({ github }: CommandStory) =>
  (await newestRollback({ repository: repositoryOn(github) }, place))?.state;

describeOnEmbeddedStore('rollbacks that somebody left', (fresh) => {
  it('are finished where the laptop was closed, by whoever vouched for it, once', async () => {
    const { state, good, deployed } = releasedState();
    const story = await useCommands(await fresh(), state);
    await leave(story, { by: 'max', vouches: 'max' });
    await story.tick();
    await eventually(async () => expect((await stateOf(story))?.ended).toMatchObject({ outcome: 'succeeded' }));
    await story.tick();
    expect(deployed()).toEqual([good]);
  });

  it.each([
    { name: 'that nobody vouches for', by: 'max', vouches: null },
    { name: 'that somebody else vouches for', by: 'max', vouches: 'ann' },
    { name: 'of somebody who may not roll back', by: 'rita', vouches: 'rita' },
    {
      name: 'of our own, of somebody who has lost the right before it did anything',
      by: 'rita',
      vouches: 'tollgate[bot]',
    },
  ])('are ended and not obeyed: records $name', async ({ by, vouches }) => {
    const { state, good, deployed } = releasedState();
    const story = await useCommands(await fresh(), state);
    await leave(story, { by, vouches });
    await story.tick();
    await eventually(async () =>
      expect((await stateOf(story))?.ended?.message).toBe('nobody who may roll back vouches for this record'),
    );
    expect(deployed()).toEqual([]);
    // It is in nobody’s way.
    await story.write('/rollback production', { by: 'oda' });
    await eventually(() => expect(deployed()).toEqual([good]));
  });

  it('are finished by the next bot, and a second one is refused while they go on', async () => {
    const { state, good, older, deployed } = releasedState();
    state.deploy = ({ statuses }) => statuses.push({ state: 'in_progress' });
    const story = await useCommands(await fresh(), state);
    await story.write('/rollback production it is slow', { by: 'oda' });
    await eventually(() => expect(deployed()).toEqual([good]));
    const second = await story.write(`/rollback production --to ${older}`, { by: 'lou' });
    expect(second).toContain('is being rolled back already, by oda: nothing else was begun');
    expect(second).toContain('refs/tollgate/rollback/production/shop/000001');
    await story.restart(() => state.deployments.at(-1)?.statuses.push({ state: 'success' }));
    await eventually(async () => expect((await stateOf(story))?.ended).toMatchObject({ outcome: 'succeeded' }));
    expect(deployed()).toEqual([good]);
    const answers = state.comments.filter(({ body }) => body.includes('was rolled back to'));
    expect(answers.map(({ issue }) => issue)).toEqual([3]);
  });

  it('are looked at again after a while, and what came of it is said with a comment of its own', async () => {
    const { state, good } = releasedState('strategy: deployment, watch: 1s');
    const story = await useCommands(await fresh(), state);
    await story.write('/rollback production', { by: 'oda' });
    await eventually(() => expect(state.comments.at(-1)?.body).toContain('tollgate:rollback-end:'));
    const end = state.comments.at(-1)?.body;
    expect(end).toContain('was rolled back to');
    expect(end).toContain('it is still what was deployed last');
    expect(state.deployments.at(-1)).toMatchObject({ sha: good });
    expect(state.commitComments.map(({ author }) => author)).toEqual(['tollgate[bot]']);
  });
});
