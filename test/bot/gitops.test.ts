import { expect, it } from 'vitest';
import { onCheckRun } from '../../bot/events/check-rerequested.ts';
import { onMergeGroup } from '../../bot/events/merge-group.ts';
import { hastenGates } from '../../bot/store/hasten-gates.ts';
import { refsPort } from '../../src/github/refs-port.ts';
import { openLedger } from '../../src/ledger/open-ledger.ts';
import { RollbackEntry, type RollbackPlan } from '../../src/rollout/rollback-entry.ts';
import { commitOn } from '../fake-github/git-state.ts';
import { repositoryOn } from '../github/use-repository.ts';
import { rollbackPlan } from './rollback-plan.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { released, runWith, worse } from './use-gate.ts';
import { applicationOf, tested, unknown, useGitops, values, valuesOf } from './use-gitops.ts';

const minute = 60_000;

describeOnEmbeddedStore('a pull request of a configuration repository', (fresh) => {
  it('is judged by the images that it would deploy: all of them, and the worst decides', async () => {
    const { propose, learn, state } = await useGitops(await fresh(), { strays: ['9'.repeat(40)] });
    expect(await propose({ 'README.md': 'more' })).toMatch(/^success: No image changes here/);
    expect(await propose({ [values]: valuesOf(`digest: ${tested}`) })).toMatchInlineSnapshot(`
      "success: Allowed: 1 image into production
      - ✅ <code>ghcr.io/octo/shop<!-- -->&#64;sha256&#58;1111111111111111111111111111111111111111111111111111111111111111</code> into <code>production</code> (<code>apps/shop/production/values.yaml</code>)
        - built of <code>dddddddddddd</code> of <code>octo/shop</code>
      "
    `);
    const never = await propose({ [values]: valuesOf(`digest: ${unknown}`) });
    expect(never).toMatch(/^failure: Not allowed: 1 image into production\n.*this digest was never seen/s);
    const both = { [values]: valuesOf(`digest: ${tested}`), 'apps/shop/production/job.yaml': `image: a@${unknown}` };
    expect(await propose(both)).toMatch(/^failure: Not allowed: 1 image into production\n- ⛔ .*\n- ✅ /s);
    expect(await propose({ [values]: valuesOf('tag: v1.2') })).toContain('pin the image by its digest');
    expect(await propose({ [values]: valuesOf(`tag: ${released}`) })).toMatch(/^success: Allowed/);
    expect(await propose({ [values]: valuesOf(`tag: ${'9'.repeat(40)}`) })).toContain(
      'names no commit of the default branch',
    );
    const evil = valuesOf(`tag: ${released}`).replace('ghcr.io/octo', 'ghcr.io/mallory');
    expect(await propose({ [values]: evil })).toContain(
      'a tag counts only for an image that stands in this file already',
    );
    const nginx = `image: docker.io/library/nginx@${unknown}`;
    expect(await propose({ 'apps/shop/production/a.yaml': nginx })).toMatch(/^success: Allowed: 1 image/);
    expect(await propose({ 'apps/shop/production/a.yaml': nginx.replace('library', 'mallory') })).toMatch(/^failure/);
    expect(await propose({ 'apps/shop/staging/a.yaml': nginx.replace('library', 'mallory') })).toMatch(
      /^success: No image/,
    );
    // The same image of two commits is both of them, and the second is worse.
    await learn(tested, 'c'.repeat(40), 3);
    state.runs.push(runWith(3, worse, { head_sha: 'c'.repeat(40) }));
    expect(await propose({ [values]: valuesOf(`digest: ${tested}, a: b`) })).toMatch(/^failure.*worse: /s);
  });

  it('is judged again while it is open: when evidence, freezes and overrides change, and never stays green without it', async () => {
    const { propose, later, configure, github, tell, store, log, days, git } = await useGitops(await fresh());
    const image = { [values]: valuesOf(`digest: ${tested}`) };
    expect(await propose(image)).toMatch(/^success/);
    const frozen = applicationOf().replace(
      'patience: 1s',
      'patience: 1s\n      freezes: [{ from: 2020-01-01, to: 2090-01-01, reason: nobody is here }]',
    );
    configure(frozen);
    expect(await later(minute)).toMatch(/^success/);
    expect(await later(10 * minute)).toMatch(
      /^in_progress: Waiting: 1 image into production\n.*nobody is here.*gate override production/s,
    );
    configure(applicationOf());
    await hastenGates(store, { repository: 'Octo/Shop', environment: null, now: new Date(0) });
    expect(await later()).toMatch(/^success/);
    github.disturb = (operation) =>
      operation === 'git/get-tree' ? { status: 502, body: { message: 'down 10.0.3.4' } } : null;
    const unjudged = await later(11 * minute);
    expect(unjudged).toMatch(/^failure: Not judged/);
    expect(unjudged).not.toContain('10.0.3.4');
    expect(log()).toContain('10.0.3.4');
    github.disturb = () => null;
    expect(await later(2 * minute)).toMatch(/^success/);
    configure(applicationOf().replace('octo/config', 'octo/other'));
    expect(await later(11 * minute)).toMatch(
      /^failure: Not judged.*octo\/shop names no environment whose images stand here/s,
    );
    configure('version: 2');
    expect(await later(11 * minute)).toMatch(/^failure: Not judged.*the configuration of octo\/shop cannot be read/s);
    configure(applicationOf());
    const said = git.trees.get(git.commits.get(git.refs.get('refs/heads/main') ?? '')?.tree ?? '') as Record<
      string,
      string
    >;
    const { '.github/tollgate.yml': own = '' } = said;
    delete said['.github/tollgate.yml'];
    expect(await later(11 * minute)).toMatch(/^failure: Not judged.*no longer says whose images stand here/s);
    Object.assign(said, { '.github/tollgate.yml': own });
    expect(await later(days(30))).toMatch(/^failure: Not allowed: .*gate-stale/s);
    await tell('closed');
    expect(await store.query('SELECT number FROM gate_pulls')).toEqual([]);
  });

  it('is judged again for who works there and asks, and so is the commit of a merge queue', async () => {
    const story = await useGitops(await fresh());
    const { state, event, repository, git, base, check } = story;
    state.roles['eve'] = 'read';
    await story.propose({ [values]: valuesOf(`digest: ${unknown}`) });
    const click = async (login: string, name = 'tollgate/gate') => {
      const run = { name, head_sha: git.refs.get('refs/heads/topic') ?? '', app: { id: 1 }, pull_requests: [] };
      const payload = { check_run: run, requested_action: { identifier: 'recheck' }, sender: { login } };
      await onCheckRun(event({ repository, action: 'requested_action', payload }));
      return check();
    };
    await story.learn(unknown);
    expect(await click('eve')).toMatch(/^failure/);
    expect(await click('ann')).toMatch(/^success/);
    const main = git.refs.get('refs/heads/main') ?? '';
    git.refs.set('refs/heads/queue', main);
    const files = { ...base, [values]: valuesOf(`digest: sha256:${'3'.repeat(64)}`) };
    const queued = commitOn(git, 'queue', { message: 'queued', files });
    const payload = { merge_group: { head_sha: queued, base_sha: main } };
    await onMergeGroup(event({ repository, action: 'checks_requested', payload }));
    expect(state.checks.find(({ headSha, name }) => headSha === queued && name === 'tollgate/gate')).toMatchObject({
      conclusion: 'failure',
      note: `merge-group:${main}`,
    });
  });

  it('is let through first where it is a rollback’s own, by its record and what it changes, and by no name alone', async () => {
    const story = await useGitops(await fresh());
    const { state, git, github, configure, later } = story;
    const rollback = `rollback: { strategy: gitops-commit, repository: octo/config, file: ${values}, key: image.digest, pull-request: true }`;
    configure(applicationOf(rollback));
    const old = { [values]: valuesOf(`digest: ${unknown}`) };
    const bot = 'tollgate[bot]';
    const branch = 'tollgate/rollback-1';
    expect(await story.propose(old, bot, branch)).toMatch(/^failure.*never seen/s);

    const from = { id: '1', sha: null, image: `sha256:${'0'.repeat(64)}` };
    const plan: RollbackPlan = { ...rollbackPlan, from, to: { id: '2', sha: null, image: unknown } };
    const ledger = openLedger(refsPort(repositoryOn(github, 'ghs_installation')), 'rollback', RollbackEntry);
    const key = ['production', 'shop', '000001'];
    const at = new Date().toISOString();
    const begun = await ledger.create(key, { event: 'begun', at, plan });
    if (begun.kind !== 'created') throw new Error(begun.kind);
    // Its pull request is not noted yet: it is looked at again within seconds.
    expect(await later(6000)).toMatch(/^failure/);
    const opened = { event: 'done', at, step: 'act', details: { pull: '40' } } as const;
    const noted = await ledger.append(key, begun.head, opened);
    expect(await later(6000)).toMatch(/^success: Allowed: 1 image into production\n.*rollback .*puts it back/s);

    // The same in anybody else’s name.
    Object.assign(state.pulls[0] ?? {}, { author: 'mallory' });
    expect(await story.propose(old, 'mallory', branch)).toMatch(/^failure/);
    // His own, and he may; but never was that deployed from here.
    Object.assign(state.pulls[0] ?? {}, { author: 'oda' });
    expect(await story.propose(old, 'oda', branch)).toMatch(/^failure/);
    Object.assign(state.pulls[0] ?? {}, { author: bot });
    for (const more of [{ 'README.md': 'more' }, { [values]: `${old[values]}# and more\n` }]) {
      expect(await story.propose({ ...old, ...more }, bot, branch)).toMatch(/^failure/);
    }
    expect(await story.propose({ [values]: valuesOf(`digest: sha256:${'4'.repeat(64)}`) }, bot, branch)).toMatch(
      /^failure/,
    );
    expect(await story.propose(old, bot, branch)).toMatch(/^success/);
    if (noted.kind !== 'appended') throw new Error(noted.kind);
    await ledger.append(key, noted.head, { event: 'ended', at, outcome: 'failed', message: 'x' });
    expect(await story.propose(old, bot, branch)).toMatch(/^failure/);
    expect(git.refs.size).toBeGreaterThan(0);
  });
});
