import { expect, it } from 'vitest';
import { handlers } from '../../bot/events/registry.ts';
import { openStore } from '../../bot/store/open-store.ts';
import { keepVerdict } from '../../bot/store/validations.ts';
import { emptyState, type KeptFile } from '../fake-github/app-state.ts';
import { comparisonOf, record, releaseComparisonOf, verdictOf } from '../fixtures/comparison.ts';
import { zipOf } from '../fixtures/zip.ts';
import { eventually } from './eventually.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { useAppGitHub } from './use-app-github.ts';
import { useBot } from './use-bot.ts';

const head = 'c'.repeat(40);
const opened = {
  action: 'opened',
  number: 7,
  installation: { id: 5 },
  repository: { full_name: 'octo/shop' },
  pull_request: { number: 7, head: { sha: head } },
};

function file(filename: string, ...added: string[]): KeptFile {
  const patch = [`@@ -0,0 +1,${added.length} @@`, ...added.map((line) => `+${line}`)].join('\n');
  return { filename, status: 'added', changes: added.length, patch };
}

const migration = file('db/migrate/1.sql', 'ALTER TABLE orders ADD COLUMN note text;');

describeOnEmbeddedStore('the check of a pull request', (fresh) => {
  it('says what staging cannot tell, on the lines that it speaks of', async () => {
    const github = await useAppGitHub({ ...emptyState(), pullFiles: { 7: [migration] } });
    const bot = await useBot(await fresh(), handlers, { githubApi: github.url });
    await bot.deliver('pull_request', opened);
    await eventually(() => expect(github.state.checks[0]?.status).toBe('completed'));
    expect(github.state.checks).toMatchObject([
      {
        name: 'tollgate',
        headSha: head,
        conclusion: 'neutral',
        title: 'Staging cannot tell one thing about this pull request',
        annotations: [{ path: 'db/migrate/1.sql', start_line: 1 }],
      },
    ]);
    expect(github.state.checks[0]?.summary).toMatchInlineSnapshot(`
      "- This changes the schema (<code>ALTER TABLE orders</code>): how long it locks, and which plans flip, depends on production’s rows. Whether staging differs from production in data was never compared.

      No validation of staging against production is known yet."
    `);
  });

  it('is one per commit, however often it is asked for', async () => {
    const github = await useAppGitHub({
      ...emptyState(),
      pullFiles: { 7: [migration] },
      pullsOfCommit: { [head]: [7] },
    });
    const bot = await useBot(await fresh(), handlers, { githubApi: github.url });
    const common = { installation: { id: 5 }, repository: { full_name: 'octo/shop' } };
    await bot.deliver('pull_request', opened);
    await bot.deliver('pull_request', { ...opened, action: 'synchronize' });
    await bot.deliver('check_suite', {
      ...common,
      action: 'rerequested',
      check_suite: { head_sha: head, pull_requests: [] },
    });
    const run = { name: 'tollgate', head_sha: head, app: { id: 1 }, pull_requests: [{ number: 7 }] };
    await bot.deliver('check_run', { ...common, action: 'rerequested', check_run: run });
    await eventually(() =>
      expect(github.requests.filter((request) => request.startsWith('pulls/list-files'))).toHaveLength(4),
    );
    await eventually(() => expect(github.state.checks.map(({ status }) => status)).toEqual(['completed']));
  });

  it('fails for a build that is worse than its predecessor, and never for what staging owes to production', async () => {
    const store = await fresh();
    const database = await openStore(store, () => {});
    const slower = verdictOf(comparisonOf(record('production', 1), record('staging', 2, { slowness: 3 })));
    await keepVerdict(database, { repository: 'octo/shop', verdict: slower, runId: 1, link: null });
    const worse = verdictOf(releaseComparisonOf(record('previous', 5), record('staging', 6, { slowness: 1.8 })));
    const release = { sha: 'd'.repeat(40), digest: null, ref: null, runId: null };
    await keepVerdict(database, {
      repository: 'octo/shop',
      verdict: { ...worse, subject: { ...worse.subject, release } },
      runId: 2,
      link: null,
    });
    await database.close();
    const github = await useAppGitHub({ ...emptyState(), pullFiles: { 7: [migration] } });
    const bot = await useBot(store, handlers, { githubApi: github.url });
    await bot.deliver('pull_request', opened);
    const other = { ...opened, pull_request: { number: 7, head: { sha: release.sha } } };
    await bot.deliver('pull_request', other);
    await eventually(() =>
      expect(github.state.checks.map(({ conclusion }) => conclusion)).toEqual(['neutral', 'failure']),
    );
  });

  it('names what is wrong in the configuration that it brings along, on its line, and obeys none of it', async () => {
    const hostile = '"<img src=x> @octo/everyone [x](javascript:1)": 1';
    const yaml = ['version: 1', 'productionn:', '  metrics: ${PRIVATE_KEY}', hostile];
    const github = await useAppGitHub({
      ...emptyState(),
      pullFiles: { 7: [file('.github/tollgate.yml', ...yaml)] },
      contents: { [head]: { '.github/tollgate.yml': yaml.join('\n') } },
    });
    const bot = await useBot(await fresh(), handlers, { githubApi: github.url });
    await bot.deliver('pull_request', opened);
    await eventually(() => expect(github.state.checks[0]?.conclusion).toBe('failure'));
    const place = (line: number) => ({ path: '.github/tollgate.yml', start_line: line });
    expect(github.state.checks[0]?.annotations).toMatchObject([place(2), place(4)]);
    expect(github.state.checks[0]?.summary).toContain('octo/everyone');
    expect(github.state.checks[0]?.summary).not.toMatch(/<img|@\w|\]\(/);
    expect(JSON.stringify(github.state.checks)).toContain('productionn');
    expect(JSON.stringify(github.state.checks)).not.toContain('BEGIN');
  });

  it('is worse for what the pull request’s own run says about its query plans, from a fork too, and never better', async () => {
    const hostile = '</code><img src=x> @octo/everyone <!channel> \u202Eslq.sredro\u200B [x](javascript:1) `#1`';
    const unread = { filename: hostile, status: 'modified', changes: 5 };
    const state = { ...emptyState(), pullFiles: { 7: [migration, unread] }, pullsOfCommit: { [head]: [7] } };
    const github = await useAppGitHub(state);
    const bot = await useBot(await fresh(), handlers, { githubApi: github.url });
    await bot.deliver('pull_request', opened);
    await eventually(() => expect(github.state.checks[0]?.conclusion).toBe('neutral'));
    const flips = verdictOf(releaseComparisonOf(record('previous', 5), record('staging', 6, { slowness: 1.8 })));
    const findings = flips.findings.map((finding) => ({ ...finding, subject: hostile, message: hostile }));
    const end = async (id: number, given: object, conclusion: string) => {
      const report = { ...flips, command: 'query shadow diff', summary: hostile, findings, ...given };
      github.state.runs.push({
        id,
        path: '.github/workflows/query-plans.yml',
        event: 'pull_request',
        head_branch: 'topic',
        head_sha: head,
        head_repository: { full_name: 'mallory/shop' },
        status: 'completed',
        artifactName: 'tollgate-query-plans',
        artifact: zipOf('tollgate-report.json', Buffer.from(JSON.stringify(report))),
      });
      await bot.deliver('workflow_run', {
        action: 'completed',
        installation: { id: 5 },
        repository: { full_name: 'octo/shop', default_branch: 'main' },
        workflow_run: { id, pull_requests: [] },
      });
      await eventually(() => expect(github.state.checks[0]).toMatchObject({ status: 'completed', conclusion }));
    };
    await end(71, {}, 'failure');
    const { title, summary } = github.state.checks[0] ?? {};
    expect(title).toBe('A query plan gets worse, as the run of this pull request says');
    expect(summary).toContain('actions/runs/71) says **fail**, and nobody vouches for it');
    expect(summary).toContain('GitHub shows no changes of one file');
    expect(summary).not.toMatch(/<img|@\w|<!channel|[\u202E\u200B]|\]\(javascript|(?<!&)#1/);
    await end(72, { schema: 'tollgate.report/9' }, 'action_required');
    await end(73, { decision: 'pass', findings: [] }, 'neutral');
    expect(github.state.checks).toHaveLength(1);
  });

  it('of a merge group is made again as that of a pull request is, by the newest validation', async () => {
    const base = 'b'.repeat(40);
    const github = await useAppGitHub({
      ...emptyState(),
      comparisons: { [`${base}...${head}`]: [migration] },
      roles: { ann: 'write' },
    });
    const bot = await useBot(await fresh(), handlers, { githubApi: github.url });
    const common = { installation: { id: 5 }, repository: { full_name: 'octo/shop', default_branch: 'main' } };
    const group = { head_sha: head, base_sha: base };
    await bot.deliver('merge_group', { ...common, action: 'checks_requested', merge_group: group });
    const made = (times: number, words: string) =>
      eventually(() => {
        expect(github.requests.filter((one) => one.startsWith('repos/compare-commits'))).toHaveLength(times);
        expect(github.state.checks).toMatchObject([{ status: 'completed', conclusion: 'neutral' }]);
        expect(github.state.checks[0]?.summary).toContain(words);
      });
    await made(1, 'No validation of staging');
    const verdict = verdictOf(comparisonOf(record('production', 1), record('staging', 2)));
    const release = { sha: base, digest: null, ref: 'refs/heads/main', runId: '1' };
    const report = { ...verdict, subject: { ...verdict.subject, release } };
    github.state.runs.push({
      id: 1,
      path: '.github/workflows/staging-validation.yml',
      event: 'schedule',
      head_branch: 'main',
      head_sha: base,
      head_repository: { full_name: 'octo/shop' },
      artifact: zipOf('tollgate-report.json', Buffer.from(JSON.stringify(report))),
    });
    await bot.deliver('workflow_run', { ...common, action: 'completed', workflow_run: { id: 1 } });
    const run = { name: 'tollgate', head_sha: head, app: { id: 1 }, pull_requests: [] };
    await bot.deliver('check_run', { ...common, action: 'rerequested', check_run: run });
    // One comparison is that of the validation’s commit with the default branch.
    await made(3, 'Newest [validation of staging](https://github.com/octo/shop/actions/runs/1): **pass**');
    const suite = { head_sha: head, pull_requests: [] };
    await bot.deliver('check_suite', { ...common, action: 'rerequested', check_suite: suite });
    await made(4, 'Newest');
    const pressed = { requested_action: { identifier: 'recheck' }, sender: { login: 'ann' } };
    await bot.deliver('check_run', { ...common, ...pressed, action: 'requested_action', check_run: run });
    await made(5, 'Newest');
  });

  it('asks for attention while GitHub is in the way, and is made once it is not', async () => {
    const github = await useAppGitHub({ ...emptyState(), pullFiles: { 7: [migration] } });
    let failures = 2;
    github.disturb = (operation) =>
      operation === 'pulls/list-files' && (failures -= 1) >= 0 ? { status: 422, body: { message: 'not now' } } : null;
    const bot = await useBot(await fresh(), handlers, { githubApi: github.url });
    await bot.deliver('pull_request', opened);
    await eventually(() => expect(github.state.checks[0]?.conclusion).toBe('action_required'));
    await eventually(() => expect(github.state.checks[0]?.conclusion).toBe('neutral'));
    expect(github.state.checks).toHaveLength(1);
  });

  it('shows more annotations than GitHub takes at once, once each, however often it is made', async () => {
    const statements = Array.from({ length: 120 }, (_, index) => `ALTER TABLE t${index} ADD COLUMN note text;`);
    const github = await useAppGitHub({
      ...emptyState(),
      pullFiles: { 7: [file('db/migrate/1.sql', ...statements)] },
    });
    const bot = await useBot(await fresh(), handlers, { githubApi: github.url });
    const made = (times: number) =>
      eventually(async () => {
        const metrics = await (await fetch(`${bot.url}/metrics`)).text();
        expect(metrics).toMatch(new RegExp(`^tollgate_deliveries\\{state="done"\\} ${times}$`, 'm'));
      });
    await bot.deliver('pull_request', opened);
    await made(1);
    await bot.deliver('pull_request', { ...opened, action: 'reopened' });
    await made(2);
    const lines = github.state.checks[0]?.annotations.map(({ start_line: line }) => line);
    expect(lines).toEqual(statements.map((_, index) => index + 1));
  });

  it('is made again by its button, for those who work here', async () => {
    const github = await useAppGitHub({ ...emptyState(), roles: { ann: 'write', reader: 'read' } });
    const bot = await useBot(await fresh(), handlers, { githubApi: github.url });
    const click = (login: string, identifier = 'recheck') =>
      bot.deliver('check_run', {
        action: 'requested_action',
        installation: { id: 5 },
        repository: { full_name: 'octo/shop' },
        sender: { login },
        requested_action: { identifier },
        check_run: { name: 'tollgate', head_sha: head, app: { id: 1 }, pull_requests: [{ number: 7 }] },
      });
    for (const login of ['mallory', 'reader']) await click(login);
    await click('ann', 'other');
    await click('ann');
    await eventually(() => expect(github.state.checks[0]?.status).toBe('completed'));
    expect(github.requests.filter((one) => one.startsWith('pulls/list-files'))).toHaveLength(1);
    expect(github.requests.filter((one) => one.startsWith('repos/get-collaborator'))).toHaveLength(3);
  });
});
