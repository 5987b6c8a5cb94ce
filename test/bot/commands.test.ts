import { expect, it } from 'vitest';
import { describeOnEmbeddedStore } from './stores.ts';
import { storyState, useCommands, type Written } from './use-commands.ts';

describeOnEmbeddedStore('a command in a comment', (fresh) => {
  it('is answered in one comment, with what this repository allows', async () => {
    const story = await useCommands(await fresh());
    const answer = await story.write('/tollgate help');
    expect(answer).toContain('What you can ask for here');
    expect(answer).toContain('- <code>production</code>: what changes it wants the word of a second person');
    expect(story.reactions()).toEqual(['eyes', 'rocket']);
  });

  it('is left alone where a person did not give it, newly, on the first line', async () => {
    const story = await useCommands(await fresh());
    const command = '/rollback staging';
    const table: readonly [string, Written][] = [
      [command, { by: 'helper[bot]', type: 'Bot' }],
      [command, { by: 'octo', type: 'Organization' }],
      [command, { action: 'edited' }],
      [command, { action: 'deleted' }],
      [`> ${command}`, {}],
      [`\`\`\`\n${command}\n\`\`\``, {}],
      [`    ${command}`, {}],
      [`<!-- ${command} -->`, {}],
      [`Please ${command}`, {}],
      [`Hello\n${command}`, {}],
      ['/close', {}],
      ['/etc/passwd', {}],
    ];
    for (const [body, written] of table) {
      expect([body, await story.write(body, written), story.reactions()]).toEqual([body, null, []]);
    }
    expect(await story.write(command)).not.toBeNull();
  });

  it('is not obeyed where it cannot be answered', async () => {
    const state = storyState();
    for (const issue of state.issues) Object.assign(issue, { isLocked: issue.number === 3 });
    const story = await useCommands(await fresh(), state);
    expect(await story.write('/lock staging mine')).toBeNull();
    expect(story.log()).toContain('it cannot be answered where it was given');
    expect([...state.git.refs.keys()]).toEqual(['refs/heads/main']);
    expect(await story.write('/lock staging mine', { issue: 7 })).toContain('is locked');
    expect([...state.git.refs.keys()]).toHaveLength(2);
  });

  it('is obeyed by role, list and on-call list, whatever GitHub says of the author’s association', async () => {
    const story = await useCommands(await fresh());
    const table = { tess: true, ann: true, max: true, lou: true, oda: true, rita: false, stranger: false, cust: false };
    for (const [by, obeyed] of Object.entries(table)) {
      const answer = await story.write('/tollgate help', { by, association: 'OWNER' });
      expect(answer, by).toContain(obeyed ? 'What you can ask for here' : 'may not give this command');
      expect(story.reactions()).toEqual(['eyes', obeyed ? 'rocket' : 'confused']);
    }
  });

  it('of a member of an allowed team is obeyed, of one who was only invited is not', async () => {
    const story = await useCommands(
      await fresh(),
      storyState({ teams: { sre: { rita: 'active' }, 'on-call': { cust: 'pending' } } }),
    );
    expect(await story.write('/tollgate help', { by: 'rita' })).toContain('What you can ask for here');
    expect(await story.write('/tollgate help', { by: 'cust' })).toContain('may not give this command');
  });

  it('is not obeyed while GitHub does not say who may, or by which configuration', async () => {
    const story = await useCommands(await fresh());
    const silent = [
      'repos/get-collaborator-permission-level',
      'teams/get-membership-for-user-in-org',
      'repos/get-content',
      'repos/get-commit',
    ];
    for (const operation of silent) {
      story.github.disturb = (asked) => (asked === operation ? { status: 403, body: { message: 'rate limit' } } : null);
      expect(await story.write('/tollgate help'), operation).toMatch(/^[❌⛔]/u);
      expect(story.reactions()).toEqual(['eyes', 'confused']);
    }
  });

  it('with a mistake in it is answered with what to write instead, in letters that cannot hurt', async () => {
    const story = await useCommands(await fresh());
    expect(await story.write('/rоllback production')).toContain(
      'It holds letters that only look like others: о (U+043E)',
    );
    expect(await story.write('/tollgate hlep @octo/team <img src=x>')).toMatchInlineSnapshot(`
      "⛔ /tollgate knows no &#34;hlep&#34;: wanted /tollgate accept, /tollgate help.

      - <code>/tollgate help</code> lists what you can ask for
      "
    `);
    expect(await story.write('/rollback prodction')).toContain('did you mean &#34;production&#34;?');
  });

  it('that waited for a bot that was down is not obeyed any more', async () => {
    const story = await useCommands(await fresh());
    const answer = await story.write('/tollgate help', { at: new Date(Date.now() - 2 * 3_600_000) });
    expect(answer).toContain('This was written 120 minutes ago and is no longer obeyed');
  });

  it('follows the configuration of the default branch, and nothing where that is broken', async () => {
    const story = await useCommands(await fresh(), storyState({}, 'version: 1\nenvironmnets: {}'));
    expect(await story.write('/tollgate help')).toContain('environmnets');
  });

  it('still works where reactions are not possible', async () => {
    const story = await useCommands(await fresh());
    story.github.disturb = (asked) =>
      asked.startsWith('reactions/') ? { status: 422, body: { message: 'no' } } : null;
    expect(await story.write('/tollgate help')).toContain('What you can ask for here');
  });
});
