import { expect, it } from 'vitest';
import { describeOnEmbeddedStore } from './stores.ts';
import { useCommands } from './use-commands.ts';

describeOnEmbeddedStore('locks by comments', (fresh) => {
  it('are had by one, told to the others, and given back by their owner', async () => {
    const story = await useCommands(await fresh());
    expect(await story.write('/lock staging --for 2h load test @octo/team <b>')).toMatch(
      /^✅ <code>staging<\/code> is locked\.\n\n- locked by <code>ann<\/code> until \d{4}-\d\d-\d\d \d\d:\d\d UTC: load test <code>&#64;<\/code>octo\/team &#60;b&#62;\n$/,
    );
    expect(await story.write('/lock staging mine', { by: 'max' })).toContain('is held by somebody else');
    expect(await story.write('/unlock staging', { by: 'max' })).toContain('is held by somebody else');
    expect(await story.write('/lock info staging', { by: 'tess' })).toContain('locked by <code>ann</code>');
    expect(await story.write('/unlock staging')).toContain('is unlocked');
    expect(await story.write('/lock staging mine', { by: 'max' })).toContain('is locked');
  });

  it('of somebody else are taken away by those who may override, and by nobody else', async () => {
    const story = await useCommands(await fresh());
    await story.write('/lock production migration');
    expect(await story.write('/unlock production --force', { by: 'lou' })).toContain('may not give this command');
    expect(await story.write('/lock info production')).toContain('locked by <code>ann</code>');
    expect(await story.write('/unlock production --force', { by: 'max' })).toContain('is unlocked');
  });

  it('belong to a pull request as well, and end with it', async () => {
    const story = await useCommands(await fresh());
    const inPull = { issue: 7, isPullRequest: true };
    expect(await story.write('/lock staging for this change', inPull)).toContain('for pull request 7');
    // The same person elsewhere is somebody else: a second pull request must not take over silently.
    expect(await story.write('/lock staging something else')).toContain('is held by somebody else');
    await story.close(3);
    expect(await story.write('/lock info staging')).toContain('for pull request 7');
    await story.close(7);
    expect(await story.write('/lock info staging')).toContain('not locked');
    const issue = story.github.state.issues.find(({ number }) => number === 7);
    expect(issue?.comments.at(-1)).toContain('The locks of this pull request are given back');
    expect(await story.write('/lock staging again', { ...inPull, isClosed: true })).toContain(
      'is closed; lock from an open one',
    );
  });

  it('by two people at once are had by one of them', async () => {
    const story = await useCommands(await fresh());
    const answers = await Promise.all(['ann', 'max'].map((by) => story.write('/lock staging me', { by })));
    expect(answers.filter((answer) => answer?.includes('is locked'))).toHaveLength(1);
    expect(answers.filter((answer) => answer?.includes('held by somebody else'))).toHaveLength(1);
  });

  it('freezes are for those who may override', async () => {
    const story = await useCommands(await fresh());
    const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    const freeze = `/freeze production until ${day} because of the sale`;
    expect(await story.write(freeze)).toContain('may not give this command');
    expect(await story.write(freeze, { by: 'oda' })).toContain('is frozen');
    expect(await story.write('/lock info production')).toContain('frozen by <code>oda</code>');
    expect(await story.write('/freeze production until 2020-01-01 because x', { by: 'oda' })).toContain('is past');
    expect(await story.write('/unfreeze production', { by: 'max' })).toContain('is no longer frozen');
  });

  it('are not had where GitHub does not let them be written, or cannot say who holds them', async () => {
    const story = await useCommands(await fresh());
    for (const operation of ['git/create-commit', 'git/create-ref', 'git/get-ref']) {
      story.github.disturb = (asked) =>
        asked === operation ? { status: 403, body: { message: 'Resource not accessible' } } : null;
      expect(await story.write('/lock staging x'), operation).toMatch(/^❌ .*\n\n- GitHub answered 403/);
    }
    story.github.disturb = () => null;
    expect(await story.write('/lock info staging')).toContain('not locked');
  });
});
