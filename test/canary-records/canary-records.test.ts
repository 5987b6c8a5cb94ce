import { describe, expect, it } from 'vitest';
import { openCanaryRecords } from '../../src/canary-records/open-canary-records.ts';
import { recordCanary } from '../../src/canary-records/record-canary.ts';
import { refsPort } from '../../src/github/refs-port.ts';
import { describeOnEmbeddedStore } from '../bot/stores.ts';
import { useAppGitHub } from '../bot/use-app-github.ts';
import { storyState, useCommands } from '../bot/use-commands.ts';
import { emptyTree, keepCommit } from '../fake-github/git-state.ts';
import { comparisonOf, record, verdictOf } from '../fixtures/comparison.ts';
import { repositoryOn } from '../github/use-repository.ts';

const place = { environment: 'production', service: 'service' };
const verdict = verdictOf(comparisonOf(record('production', 1), record('staging', 2)));

describe('the record of a canary', () => {
  it('is aborted for the canary that runs, not for the next one', async () => {
    const github = await useAppGitHub();
    const records = openCanaryRecords(refsPort(repositoryOn(github)), place, new Date());
    const first = await recordCanary(records, { run: 'one', sha: null });
    expect(await first.aborted()).toBeNull();
    await records.append(records.current, { action: 'abort', run: 'one', by: 'ann', reason: null });
    expect(await first.aborted()).toMatchObject({ by: 'ann' });
    await first.end(verdict);
    const second = await recordCanary(records, { run: 'two', sha: null });
    expect(await second.aborted()).toBeNull();
    expect(await records.newest()).toMatchObject({
      kind: 'canary',
      canary: { run: 'two', aborted: null, ended: null },
    });
  });

  it('is found after the end of its month', async () => {
    const github = await useAppGitHub();
    const refs = refsPort(repositoryOn(github));
    await recordCanary(openCanaryRecords(refs, place, new Date('2026-11-30T23:59:00Z')), { run: 'one', sha: null });
    const later = openCanaryRecords(refs, place, new Date('2026-12-01T00:01:00Z'));
    expect(await later.newest()).toMatchObject({ kind: 'canary', where: ['production', 'service', '2026-11'] });
    expect(await openCanaryRecords(refs, place, new Date('2027-01-01T00:00:00Z')).newest()).toEqual({ kind: 'none' });
  });

  it('that cannot be read stops the canary', async () => {
    const github = await useAppGitHub();
    const records = openCanaryRecords(refsPort(repositoryOn(github)), place, new Date());
    const running = await recordCanary(records, { run: 'one', sha: null });
    const [ref = ''] = github.state.git.refs.keys();
    const stranger = { tree: emptyTree, parents: [], message: 'hello', author: 'mallory' };
    github.state.git.refs.set(ref, keepCommit(github.state.git, stranger).sha);
    expect(await running.aborted()).toMatchObject({ reason: expect.stringContaining('cannot be read') });
  });
});

describeOnEmbeddedStore('canaries by comments', (fresh) => {
  it('are shown and aborted, by those who may', async () => {
    const state = storyState();
    const story = await useCommands(await fresh(), state);
    expect(await story.write('/canary status production')).toContain('No canary is known in <code>production</code>');
    const records = openCanaryRecords(refsPort(repositoryOn(story.github)), place, new Date());
    const running = await recordCanary(records, { run: 'one', sha: 'c'.repeat(40) });
    expect(await story.write('/canary status production', { by: 'tess' })).toContain('has not ended yet');
    expect(await story.write('/canary abort production', { by: 'tess' })).toContain('may not give this command');
    expect(await running.aborted()).toBeNull();
    expect(await story.write('/canary abort production 5xx in @checkout')).toContain('ends as failed at its next look');
    expect(await running.aborted()).toMatchObject({ by: 'ann', reason: '5xx in @checkout' });
    expect(await story.write('/canary abort production again', { by: 'max' })).toContain(
      'Aborted by <code>ann</code>: 5xx in <code>&#64;</code>checkout',
    );
    await running.end(verdict);
    expect(await story.write('/canary abort production')).toContain('has ended already');
    expect(await story.write('/canary status production')).toContain(`(<code>${verdict.reasonCode}</code>)`);
  });
});
