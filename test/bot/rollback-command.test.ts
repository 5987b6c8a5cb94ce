import { expect, it } from 'vitest';
import { writesOf } from '../rollback/shop-history.ts';
import { eventually } from './eventually.ts';
import { releasedState } from './released-state.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { useCommands } from './use-commands.ts';

describeOnEmbeddedStore('rollbacks by comments', (fresh) => {
  it('show what they undo and change nothing on a dry run', async () => {
    const { state } = releasedState();
    const story = await useCommands(await fresh(), state);
    expect(await story.write('/rollback production --dry-run')).toContain('It undoes 1 commit');
    // Nothing but the answer.
    const writes = writesOf(story.github).map((one) => one.split(' ')[0]);
    expect(new Set(writes)).toEqual(
      new Set(['reactions/create-for-issue-comment', 'issues/create-comment', 'issues/update-comment']),
    );
  });

  it('are done at once by whoever is on call, also under a freeze', async () => {
    const { state, good } = releasedState();
    const story = await useCommands(await fresh(), state);
    const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    await story.write(`/freeze production until ${day} because of the sale`, { by: 'oda' });
    await story.write('/rollback production checkout fails', { by: 'oda' });
    expect(story.reactions()).toContain('rocket');
    await eventually(() => expect(state.comments.at(-1)?.body).toContain('was rolled back to'));
    expect(state.deployments.at(-1)).toMatchObject({ sha: good });
  });

  it('pass the lock of somebody else only for whoever is on call, and say whose it is', async () => {
    const { state, good, deployed } = releasedState();
    const story = await useCommands(await fresh(), state);
    await story.write('/lock production --for 2h I look at the database', { by: 'ann' });
    const refused = await story.write('/rollback production', { by: 'lou' });
    expect(refused).toContain('is locked by somebody else: nothing was rolled back');
    expect(refused).toContain('I look at the database');
    expect(deployed()).toEqual([]);
    expect(await story.write('/rollback production --revert-pr', { by: 'oda' })).toContain(
      'locked by <code>ann</code>',
    );
    await eventually(() => expect(deployed()).toEqual([good]));
    // Taking the changes back was asked for as well; nothing of main is known here, so people are asked.
    await eventually(() => expect(state.comments.at(-1)?.body).toContain('the changes are to be taken back'));
  });

  it('wait for a second person where the environment is protected, whose word is for what was shown', async () => {
    const { state, good, older, bad, deployed, release } = releasedState();
    const story = await useCommands(await fresh(), state);
    const codeIn = (answer: string | null) => /\/confirm ([0-9a-f]{8})/.exec(answer ?? '')?.[1];
    const confirm = (answer: string | null) => story.write(`/confirm ${codeIn(answer)}`, { by: 'max' });
    const ask = () => story.write('/rollback production --to v1 checkout fails');
    state.git.refs.set('refs/tags/v1', good);
    const changed = 'What was confirmed has changed meanwhile';

    // The tag moved between the question and the answer.
    const first = await ask();
    state.git.refs.set('refs/tags/v1', older);
    const second = await confirm(first);
    expect(second).toContain(changed);
    // Somebody released meanwhile: the target is the same, what is left for it is not.
    release(bad);
    const third = await confirm(second);
    expect(third).toContain(changed);
    expect(third).toContain(older.slice(0, 12));
    // Whoever asked has lost the right.
    state.roles['ann'] = 'read';
    expect(await confirm(third)).toContain('<code>ann</code> may not give this command');
    state.roles['ann'] = 'write';
    // Nobody’s word was used up by that.
    expect(state.deployments).toHaveLength(4);
    await confirm(third);
    await eventually(() => expect(deployed().slice(1)).toEqual([older]));
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
      name: 'forced by a maintainer',
      by: 'max',
      words: `/rollback production --to ${'c'.repeat(40)} --force now`,
      says: 'may not give this command',
    },
    {
      name: 'forced by whoever is on call',
      by: 'oda',
      words: `/rollback production --to ${'c'.repeat(40)} --force now`,
      says: 'may not give this command',
    },
  ])('are refused: $name', async ({ by, words, says }) => {
    const { state } = releasedState();
    const story = await useCommands(await fresh(), state);
    expect(await story.write(words, { by })).toContain(says);
    expect(state.deployments).toHaveLength(3);
  });
});
