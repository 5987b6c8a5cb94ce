import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { openStore } from '../../bot/store/open-store.ts';
import { keepVerdict } from '../../bot/store/validations.ts';
import { comparisonOf, record, verdictOf } from '../fixtures/comparison.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { storyState, useCommands } from './use-commands.ts';

const verdict = verdictOf(comparisonOf(record('production', 1), record('staging', 2, { slowness: 3 })));
const fingerprintOf = (status: string) => verdict.findings.find((one) => one.status === status)?.fingerprint ?? status;
const diverged = fingerprintOf('diverged');
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describeOnEmbeddedStore('/tollgate accept', (fresh) => {
  async function useStory(state = storyState()) {
    const store = await fresh();
    const database = await openStore(store, () => {});
    await keepVerdict(database, {
      repository: 'octo/shop',
      verdict,
      runId: 1,
      link: 'https://github.com/octo/shop/actions/runs/1',
      missed: 0,
    });
    await database.close();
    return { ...(await useCommands(store, state)), state };
  }
  const proposed = (state: ReturnType<typeof storyState>) => {
    const sha = state.git.refs.get(`refs/heads/tollgate/accept-${diverged}`) ?? '';
    const commit = state.git.commits.get(sha);
    return { sha, parents: commit?.parents, files: state.git.trees.get(commit?.tree ?? '') ?? {} };
  };

  it('proposes the waiver by one pull request, however often it is asked for, and changes nothing else', async () => {
    const { state, write } = await useStory();
    const answer = await write(`/tollgate accept ${diverged} until ${inDays(30)} because @octo/team knows`);
    expect(answer).toContain(`✅ [Pull request 40](https://github.com/octo/shop/pull/40) accepts <code>`);
    const { files, parents, sha } = proposed(state);
    expect(parents).toEqual([state.head]);
    expect(Object.keys(files).toSorted()).toEqual(['.github/tollgate.yml', 'README.md']);
    expect(parse(files['.github/tollgate.yml'] ?? '').waivers).toEqual([
      { finding: diverged, reason: '@octo/team knows', owner: 'ann', expires: inDays(30) },
    ]);
    expect(state.git.refs.get('refs/heads/main')).toBe(state.head);
    expect(state.pulls).toMatchObject([{ base: 'main', state: 'open' }]);
    expect(state.pulls[0]?.body).not.toContain('@octo');

    await write(`/tollgate accept ${diverged} until ${inDays(30)} because @octo/team knows`);
    expect(proposed(state).sha).toBe(sha);
    expect(await write(`/tollgate accept ${diverged} until ${inDays(60)} because longer`, { by: 'max' })).toContain(
      'now accepts',
    );
    expect(state.pulls).toHaveLength(1);
    expect(state.pulls[0]?.title).toContain(inDays(60));
    expect(proposed(state).parents).toEqual([state.head]);
  });

  it('refuses what is not a difference of the newest report, a day too far or past, and strangers', async () => {
    const { state, write } = await useStory();
    const accept = (finding: string, until: string) => `/tollgate accept ${finding} until ${until} because x`;
    expect(await write(accept('000000000000', inDays(30)))).toContain('the newest reports know no such finding');
    expect(await write(accept(fingerprintOf('match'), inDays(30)))).toContain('only a difference can be accepted');
    expect(await write(accept(diverged, inDays(91)))).toContain('at most 90 days ahead');
    expect(await write(accept(diverged, inDays(-1)))).toContain('is past');
    expect(await write(accept(diverged, inDays(30)), { by: 'tess' })).toContain('may not give this command');
    expect(state.pulls).toEqual([]);
    expect(proposed(state).sha).toBe('');
  });
});

describeOnEmbeddedStore('/validate', (fresh) => {
  it('starts the workflow once, and links its run', async () => {
    const story = await useCommands(await fresh());
    const answers = await Promise.all(['ann', 'max'].map((by) => story.write('/validate', { by })));
    expect(answers[0]).toMatch(/✅ The validation of staging has started: \[run \d+\]\(/);
    const later = await story.write('/validate');
    expect(later).toContain('run ');
    expect(
      story.github.state.dispatched.every(
        ({ ref, workflow }) => ref === 'main' && workflow === 'staging-validation.yml',
      ),
    ).toBe(true);
  });

  it('says why where the workflow cannot be started', async () => {
    const story = await useCommands(await fresh());
    story.github.disturb = (operation) =>
      operation === 'actions/create-workflow-dispatch'
        ? { status: 422, body: { message: 'no workflow_dispatch trigger' } }
        : null;
    expect(await story.write('/validate')).toContain('could not be started on main: no workflow');
    expect(await story.write('/validate', { by: 'tess' })).toContain('may not give this command');
  });
});
