import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { handlers } from '../../bot/events/registry.ts';
import { parseIndex } from '../../src/incidents/index/parse-index.ts';
import { planTest } from '../../src/incidents/plan/plan-test.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { appLogin } from '../fake-github/app-operations.ts';
import { type AppState, emptyState } from '../fake-github/app-state.ts';
import { type Files, keepCommit, keepTree } from '../fake-github/git-state.ts';
import { comparisonOf, record, verdictOf } from '../fixtures/comparison.ts';
import { zipOf } from '../fixtures/zip.ts';
import { incidentOf, noTraffic } from '../incidents/guards/incident.ts';
import { eventually } from './eventually.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { useAppGitHub } from './use-app-github.ts';
import { useBot } from './use-bot.ts';
import { useSlack } from './use-slack.ts';

const branch = 'refs/heads/tollgate/incident-42';
const folder = 'load-tests/incidents';
const guard = `${folder}/checkout-connection-pool-exhaustion.js`;
const index = `${folder}/index.yml`;
const body = [
  'Service: checkout',
  '',
  'The checkout service was down: POST /api/checkout failed for 25 minutes.',
  '',
  '## Root cause',
  'The connection pool of 20 was exhausted. ${process.exit()} */ `x` <img src=x> @everyone \u202Eevil',
].join('\n');
const configuration = `version: 1
environments: { production: {} }
incidents: { flagFiles: [flags.yml] }
notifications: [{ channel: C0000000001, events: [incident] }]
`;

/** A commit on the default branch, over what it holds. */
function commit(state: AppState, files: Files, at: string): void {
  const { git } = state;
  const parent = git.refs.get('refs/heads/main');
  const before = git.trees.get(git.commits.get(parent ?? '')?.tree ?? '') ?? {};
  const tree = keepTree(git, { ...before, ...files });
  const parents = parent === undefined ? [] : [parent];
  const { sha } = keepCommit(git, { tree, parents, message: 'change', author: 'ann', at: new Date(at) });
  git.refs.set('refs/heads/main', sha);
  state.head = sha;
}

/** A repository with an incident 42 of midnight; ann writes, rita reads. */
function shop(text = body, files: Files = {}, title = 'Checkout down <!channel> & gone'): AppState {
  const state = emptyState();
  commit(state, { 'README.md': 'shop', '.github/tollgate.yml': configuration, ...files }, '2026-10-30T00:00:00Z');
  commit(state, { 'flags.yml': 'a: off' }, '2026-10-31T12:00:00Z');
  commit(state, { 'flags.yml': 'a: on' }, '2026-10-31T23:30:00Z');
  Object.assign(state.roles, { ann: 'write', rita: 'read' });
  state.issues.push({
    author: 'rita',
    title,
    body: text,
    state: 'open',
    comments: [],
    number: 42,
    labels: ['incident'],
  });
  const deployment = { environment: 'production', task: 'deploy', payload: {}, statuses: [] };
  state.deployments.push(
    { ...deployment, id: 1, sha: 'c'.repeat(40), createdAt: '2026-10-31T23:10:00Z' },
    { ...deployment, id: 2, sha: 'd'.repeat(40), createdAt: '2026-10-31T20:00:00Z' },
  );
  return state;
}

/** The validation of the day before, in which the guard of an earlier incident of the class fails. */
function validation(state: AppState): Verdict {
  const run = { ran: true, target: 'https://staging', outcome: { outcome: 'failed', why: 'as seen' } } as const;
  const incidents = [{ id: '7', link: null, class: 'connection_pool_exhaustion' }];
  const guards = { guards: [{ file: 'cart-pool.js', incidents, unproven: null, run }], unguarded: [] };
  const candidate = { ...record('staging', 3), catalogues: { incidents: guards } };
  const verdict = verdictOf(comparisonOf(record('production', 1), candidate));
  const sha = state.git.refs.get('refs/heads/main') ?? '';
  return {
    ...verdict,
    subject: { ...verdict.subject, release: { sha, digest: null, ref: 'refs/heads/main', runId: '9' } },
  };
}

describeOnEmbeddedStore('incidents', (fresh) => {
  async function story(state: AppState = shop()) {
    const github = await useAppGitHub(state);
    const slack = await useSlack();
    const bot = await useBot(await fresh(), handlers, { githubApi: github.url, slack: slack.settings });
    const metrics = async () => (await fetch(`${bot.url}/metrics`)).text();
    let delivered = 0;
    const deliver = async (event: string, payload: object, id: string = randomUUID()) => {
      await bot.deliver(
        event,
        { installation: { id: 5 }, repository: { full_name: 'octo/shop', default_branch: 'main' }, ...payload },
        { id },
      );
      delivered += 1;
      const workedOff = new RegExp(`^tollgate_deliveries\\{state="done"\\} ${delivered}$`, 'm');
      await eventually(async () => expect(await metrics()).toMatch(workedOff));
    };
    const issue = async (action: string, sender = 'ann') => {
      const labels = state.issues[0]?.labels ?? [];
      const label = action === 'labeled' ? { label: { name: 'incident' } } : {};
      const wire = { number: 42, labels: labels.map((name) => ({ name })) };
      await deliver('issues', { action, issue: wire, ...label, sender: { login: sender } });
    };
    const say = async (line: string) => {
      const id = 7000 + state.comments.length;
      const at = new Date().toISOString();
      state.comments.push({ id, issue: 42, author: 'ann', body: line, createdAt: at, reactions: [] });
      const user = { login: 'ann', type: 'User' };
      const comment = { id, body: line, html_url: 'https://github.com/octo/shop', created_at: at, user };
      await deliver('issue_comment', { action: 'created', issue: { number: 42, state: 'open' }, comment });
    };
    const own = (marker: string) =>
      state.comments
        .filter((one) => one.author === appLogin && one.body.startsWith(`<!-- ${marker}`))
        .map((one) => one.body);
    const head = () => state.git.commits.get(state.git.refs.get(branch) ?? '');
    const files = () => state.git.trees.get(head()?.tree ?? '') ?? {};
    const guards = () =>
      Object.keys(files())
        .filter((path) => path.startsWith(folder))
        .toSorted(); // prettier-ignore
    const told = () => eventually(async () => expect(await metrics()).toContain('tollgate_slack_messages_pending 0'));
    return { state, slack, deliver, issue, say, own, head, files, guards, told };
  }

  it('are announced at once, tested when closed, linked both ways, and labelled when the test is merged', async () => {
    const state = shop();
    const verdict = validation(state);
    const artifact = zipOf('tollgate-report.json', Buffer.from(JSON.stringify(verdict)));
    const run = { id: 9, path: '.github/workflows/staging-validation.yml', event: 'schedule', head_branch: 'main' };
    const head_sha = verdict.subject.release?.sha ?? '';
    state.runs.push({ ...run, head_sha, head_repository: { full_name: 'octo/shop' }, artifact });
    const drift = (number: number, author: string, title: string) => ({
      number,
      author,
      title: `Staging differs from production: ${title}`,
      labels: ['tollgate:drift'],
      body: '<!-- tollgate:drift:0123456789ab:x -->',
      state: 'open',
      comments: [],
    });
    state.issues.push(drift(80, appLogin, 'GET /a, traffic/missing-route'), drift(81, appLogin, 'b, data/rows'));
    state.issues.push(drift(82, 'mallory', 'GET /c, traffic/missing-route'));
    const { slack, issue, own, files, guards, deliver, say, told } = await story(state);
    await deliver('workflow_run', { action: 'completed', workflow_run: { id: 9 } });
    for (const action of ['opened', 'labeled', 'labeled']) await issue(action);
    const [first = '', ...more] = own('tollgate:incident ');
    expect(more).toEqual([]);
    expect(first).toContain('connection&#95;pool&#95;exhaustion');
    expect(first).toContain('Staging could have shown it');
    expect(first).toContain('23:10 deployment to production <code>ccccccc</code>');
    expect(first).toContain('23:30 change of flags in flags.yml');
    expect(first.match(/change of flags/g)).toHaveLength(1);
    expect(first).toMatch(/Open finding: .*GET \/a, traffic\/missing-route, \[details\]\(https:\/\/github\.com/);
    expect(first).toContain('Open finding: cart-pool.js, incidents/guard');
    expect(first).not.toMatch(/ddddddd|GET \/c|data\/rows|<img|@everyone|\u202E/);

    for (const again of ['closed', 'closed', 'closed']) await issue(again);
    expect(guards()).toEqual([guard, index]);
    expect(files()[guard]).toContain('"users": 40');
    expect(parseIndex(files()[index] ?? '').incidents).toMatchObject([
      {
        id: '42',
        class: 'connection_pool_exhaustion',
        service: 'checkout',
        proof: null,
        link: 'https://github.com/octo/shop/issues/42',
      },
    ]);
    expect(state.pulls).toMatchObject([{ head: 'tollgate/incident-42', base: 'main' }]);
    expect(state.pulls[0]?.body).toContain('#42');
    const [test = '', ...others] = own('tollgate:incident-test');
    expect([others, test]).toEqual([[], expect.stringContaining('#40')]);
    expect(test).toContain('## How staging will catch this next time');

    await told();
    const [thread, reply] = slack.posts;
    expect([slack.posts.length, thread?.threadTs, reply?.threadTs]).toEqual([2, null, thread?.ts]);
    expect(JSON.stringify(thread?.blocks)).toContain('<https://github.com/octo/shop/issues/42|Issue>');
    // Whom it would call, the Slack of the tests holds against it.
    expect([thread?.text, reply?.text]).toEqual([
      expect.stringContaining('channel'),
      expect.stringContaining('unproven until'),
    ]);
    expect(JSON.stringify(reply?.blocks)).toContain('<https://github.com/octo/shop/pull/40|Pull request>');

    commit(state, files(), '2026-11-02T00:00:00Z');
    Object.assign(state.pulls[0] ?? {}, { mergedAt: '2026-11-02T00:00:00Z', state: 'closed' });
    const head = { ref: 'tollgate/incident-42', repo: { full_name: 'octo/shop' } };
    const merged = { number: 40, pull_request: { number: 40, merged: true, user: { login: appLogin }, head } };
    await deliver('pull_request', { action: 'closed', ...merged });
    expect(state.issues[0]?.labels).toEqual(['incident', 'tollgate:tested']);

    await say('/incident test');
    expect([own('tollgate:answer').at(-1), state.pulls.length]).toEqual([expect.stringContaining('there already'), 1]);
    // What was merged is history: another class is a new pull request over today's default branch.
    commit(state, { 'README.md': 'newer' }, '2026-11-03T00:00:00Z');
    await say('/incident class dns');
    expect([state.pulls.length, files()['README.md'], guards().length]).toEqual([2, 'newer', 3]);
  });

  it('are left alone where whoever labels, edits or closes them cannot write, or where they are not configured', async () => {
    const { state, issue } = await story();
    for (const action of ['opened', 'labeled', 'closed']) await issue(action, 'rita');
    await issue('edited');
    expect([state.comments, state.pulls]).toEqual([[], []]);
    commit(state, { '.github/tollgate.yml': 'version: 1\n' }, '2026-11-01T00:00:00Z');
    await issue('labeled');
    expect(state.comments).toEqual([]);
  });

  it('ask for what is missing where the class cannot be told, and take it from an edit or by command', async () => {
    const state = shop('Something broke.');
    const flood = { issue: 42, author: 'mallory', createdAt: new Date().toISOString(), reactions: [] };
    for (let id = 1; id <= 20; id += 1) state.comments.push({ ...flood, id, body: 'x'.repeat(65_000) });
    const { issue, say, own, files } = await story(state);
    await issue('closed');
    expect(own('tollgate:incident ')).toEqual([expect.stringContaining('/incident class')]);
    expect(state.pulls).toEqual([]);
    Object.assign(state.issues[0] ?? {}, { body: 'Root cause: a certificate had expired.' });
    await issue('edited', 'rita');
    expect(own('tollgate:incident ')[0]).toContain('cannot be told yet');
    await issue('edited');
    expect(own('tollgate:incident ')).toEqual([expect.stringContaining('certificate&#95;expiry')]);
    await say('/incident class dns');
    expect(state.pulls.length).toBe(1);
    expect(parseIndex(files()[index] ?? '').incidents[0]).toMatchObject({ class: 'dns', guard: { kind: 'dns' } });
    // It is remembered when the issue is closed again.
    await issue('closed');
    expect(parseIndex(files()[index] ?? '').incidents[0]?.class).toBe('dns');
  });

  it('are made anew on the same branch when the class changes, and proposed again where that was turned down', async () => {
    const { state, issue, say, guards, head } = await story();
    await issue('closed');
    await say('/incident class certificate-expiry');
    expect([state.pulls.length, guards()]).toEqual([1, [`${folder}/checkout-certificate-expiry.yml`, index]]);
    const before = head();
    Object.assign(state.pulls[0] ?? {}, { state: 'closed' });
    await say('/incident test');
    expect([state.pulls.map((pull) => pull.state), head()]).toEqual([['closed', 'open'], before]);
  });

  it('never write over what a person did on the branch: the difference is proposed, also of another class', async () => {
    const { state, issue, say, own, files } = await story();
    await issue('closed');
    const parent = state.git.refs.get(branch) ?? '';
    const tree = keepTree(state.git, { ...files(), [guard]: `// mine\n${'{'.repeat(300)}\n`.repeat(100) });
    const mine = keepCommit(state.git, { tree, parents: [parent], message: 'better', author: 'ann' });
    state.git.refs.set(branch, mine.sha);
    await say('/incident test');
    expect(own('tollgate:incident-test')[0]).toContain('Somebody has worked on the branch');
    expect(own('tollgate:incident-test')[0]).toMatch(/-&#47;&#47; mine|-\/\/ mine/);
    // GitHub takes no comment of more characters.
    expect(own('tollgate:incident-test')[0]?.length).toBeLessThan(65_536);
    expect(own('tollgate:answer').at(-1)).toContain('Somebody has worked on the branch');
    await say('/incident class dns');
    expect([state.git.refs.get(branch), own('tollgate:incident-test').length]).toEqual([mine.sha, 1]);
    expect(own('tollgate:incident-test')[0]).toMatch(/Proposed for <code>checkout-dns\.yml<\/code>[\s\S]*\+.*maxTtl/);
  });

  it('share the guard of an earlier one, tell of an index that is broken, and name nobody in a commit', async () => {
    const earlier = planTest(incidentOf('connection_pool_exhaustion', { poolSize: 60 }, { id: '7' }), noTraffic, {
      index: null,
      file: () => null,
    }).write.map(({ path, text }) => [`${folder}/${path}`, text] as const);
    const title = `Down, closes #5 and fixes https://github.com/octo/shop/issues/6 @ann ${'x'.repeat(250)}`;
    const state = shop(body, { [index]: 'incidents: {' }, title);
    const { issue, files, own, head } = await story(state);
    await issue('closed');
    expect(own('tollgate:incident-test')).toEqual([expect.stringContaining('could not be written')]);
    commit(state, Object.fromEntries(earlier), '2026-11-01T00:00:00Z');
    await issue('closed');
    expect(parseIndex(files()[index] ?? '').incidents.map(({ id }) => id)).toEqual(['7', '42']);
    expect(own('tollgate:incident-test')).toEqual([expect.stringContaining('<code>7</code>')]);
    expect(files()[guard]).toContain('"users": 40');
    for (const line of [state.pulls[0]?.title ?? '', head()?.message ?? '']) expect(line).not.toMatch(/#5|:\/\/|@ann/);
  });
});
