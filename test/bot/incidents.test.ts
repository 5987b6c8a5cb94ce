import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { handlers } from '../../bot/events/registry.ts';
import { parseIndex } from '../../src/incidents/index/parse-index.ts';
import { appLogin } from '../fake-github/app-operations.ts';
import { type AppState, emptyState } from '../fake-github/app-state.ts';
import { type Files, keepCommit, keepTree } from '../fake-github/git-state.ts';
import { eventually } from './eventually.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { useAppGitHub } from './use-app-github.ts';
import { useBot } from './use-bot.ts';

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
const configuration = 'version: 1\nenvironments: { production: {} }\nincidents: { flagFiles: [flags.yml] }\n';

/** A repository with an incident 42; ann writes, rita reads. */
function shop(text = body, files: Files = {}): AppState {
  const state = emptyState();
  const tree = keepTree(state.git, { 'README.md': 'shop', '.github/tollgate.yml': configuration, ...files });
  const at = new Date('2026-11-01T00:00:00Z');
  const { sha } = keepCommit(state.git, { tree, parents: [], message: 'start', author: 'ann', at });
  state.git.refs.set('refs/heads/main', sha);
  state.head = sha;
  Object.assign(state.roles, { ann: 'write', rita: 'read' });
  const issue = { author: 'rita', title: 'Checkout down', body: text, state: 'open', comments: [] };
  state.issues.push({ ...issue, number: 42, labels: ['incident'] });
  const deployment = { environment: 'production', task: 'deploy', payload: {}, statuses: [] };
  state.deployments.push(
    { ...deployment, id: 1, sha: 'c'.repeat(40), createdAt: '2026-10-31T23:10:00Z' },
    { ...deployment, id: 2, sha: 'd'.repeat(40), createdAt: '2026-10-31T20:00:00Z' },
  );
  return state;
}

describeOnEmbeddedStore('incidents', (fresh) => {
  async function story(state: AppState = shop()) {
    const github = await useAppGitHub(state);
    const bot = await useBot(await fresh(), handlers, { githubApi: github.url });
    let delivered = 0;
    const workedOff = async () => {
      const text = await (await fetch(`${bot.url}/metrics`)).text();
      expect(text).toMatch(new RegExp(`^tollgate_deliveries\\{state="done"\\} ${delivered}$`, 'm'));
    };
    const deliver = async (event: string, payload: object, id: string = randomUUID()) => {
      await bot.deliver(
        event,
        { installation: { id: 5 }, repository: { full_name: 'octo/shop', default_branch: 'main' }, ...payload },
        { id },
      );
      delivered += 1;
      await eventually(workedOff);
    };
    const issue = async (action: string, sender = 'ann') => {
      const { number, labels } = state.issues[0] ?? { number: 0, labels: [] };
      const label = action === 'labeled' ? { label: { name: 'incident' } } : {};
      await deliver('issues', {
        action,
        issue: { number, labels: labels.map((name) => ({ name })) },
        ...label,
        sender: { login: sender },
      });
    };
    const say = async (line: string) => {
      const id = 7000 + state.comments.length;
      state.comments.push({
        id,
        issue: 42,
        author: 'ann',
        body: line,
        createdAt: new Date().toISOString(),
        reactions: [],
      });
      const comment = {
        id,
        body: line,
        html_url: 'https://github.com/octo/shop',
        created_at: new Date().toISOString(),
        user: { login: 'ann', type: 'User' },
      };
      await deliver('issue_comment', { action: 'created', issue: { number: 42, state: 'open' }, comment });
    };
    const own = (marker: string) =>
      state.comments
        .filter((one) => one.author === appLogin && one.body.startsWith(`<!-- ${marker}`))
        .map((one) => one.body);
    const files = () => state.git.trees.get(state.git.commits.get(state.git.refs.get(branch) ?? '')?.tree ?? '') ?? {};
    return { state, github, bot, deliver, issue, say, own, files };
  }

  it('are announced however much strangers write under them', async () => {
    const state = shop();
    const flood = { issue: 42, author: 'mallory', createdAt: new Date().toISOString(), reactions: [] };
    for (let id = 1; id <= 40; id += 1) state.comments.push({ ...flood, id, body: 'x'.repeat(65_000) });
    const { issue, own } = await story(state);
    await issue('labeled');
    expect(own('tollgate:incident ')).toHaveLength(1);
  });

  it('are announced at once, tested when closed, linked both ways, and labelled when the test is merged', async () => {
    const { state, issue, own, files, deliver } = await story();
    await issue('labeled');
    const [first = ''] = own('tollgate:incident ');
    expect(first).toContain('connection&#95;pool&#95;exhaustion');
    expect(first).toContain('Staging could have shown it');
    expect(first).toContain('deployment to production <code>ccccccc</code>');
    expect(first).not.toContain('ddddddd');
    expect(first).not.toMatch(/<img|@everyone|\u202E/);

    await issue('closed');
    expect(Object.keys(files()).toSorted()).toEqual(['.github/tollgate.yml', 'README.md', guard, index]);
    expect(files()[guard]).toContain('"users": 40');
    expect(parseIndex(files()[index] ?? '').incidents).toMatchObject([
      {
        id: '42',
        class: 'connection_pool_exhaustion',
        service: 'checkout',
        link: 'https://github.com/octo/shop/issues/42',
        proof: null,
      },
    ]);
    expect(state.pulls).toMatchObject([{ head: 'tollgate/incident-42', base: 'main' }]);
    expect(state.pulls[0]?.body).toContain('#42');
    expect(own('tollgate:incident-test')[0]).toContain('#40');
    expect(own('tollgate:incident-test')[0]).toContain('## How staging will catch this next time');

    const head = { ref: 'tollgate/incident-42', repo: { full_name: 'octo/shop' } };
    const merged = { number: 40, pull_request: { number: 40, merged: true, user: { login: appLogin }, head } };
    await deliver('pull_request', { action: 'closed', ...merged });
    expect(state.issues[0]?.labels).toEqual(['incident', 'tollgate:tested']);
  });

  it('are told once, however often GitHub says it', async () => {
    const { state, issue, own } = await story();
    for (const action of ['opened', 'labeled', 'labeled', 'closed', 'closed', 'closed']) await issue(action);
    expect([own('tollgate:incident ').length, own('tollgate:incident-test').length]).toEqual([1, 1]);
    expect([state.pulls.length, state.git.commits.size]).toEqual([1, 2]);
  });

  it('are left alone where whoever labels or closes them cannot write, or where they are not configured', async () => {
    const { state, issue } = await story();
    for (const action of ['opened', 'labeled', 'closed']) await issue(action, 'rita');
    expect([state.comments, state.pulls]).toEqual([[], []]);
    const without = await story(shop(body, { '.github/tollgate.yml': 'version: 1\n' }));
    await without.issue('labeled');
    expect(without.state.comments).toEqual([]);
  });

  it('ask for what is missing where the class cannot be told, and take it by command', async () => {
    const { state, issue, say, own, files } = await story(shop('Something broke.'));
    await issue('closed');
    expect(own('tollgate:incident ')[0]).toContain('/incident class');
    expect(state.pulls).toEqual([]);
    await say('/incident class dns');
    expect(state.pulls.length).toBe(1);
    expect(parseIndex(files()[index] ?? '').incidents[0]).toMatchObject({ class: 'dns', guard: { kind: 'dns' } });
    // It is remembered when the issue is closed again.
    await issue('closed');
    expect(parseIndex(files()[index] ?? '').incidents[0]?.class).toBe('dns');
  });

  it('are made anew on the same branch when the class changes: the guard of the wrong class is gone', async () => {
    const { state, issue, say, files } = await story();
    await issue('closed');
    await say('/incident class certificate-expiry');
    expect(state.pulls.length).toBe(1);
    expect(
      Object.keys(files())
        .filter((path) => path.startsWith(folder))
        .toSorted(),
    ).toEqual([`${folder}/checkout-certificate-expiry.yml`, index]);
  });

  it('never write over what a person did on the branch: the difference is proposed', async () => {
    const { state, issue, say, own, files } = await story();
    await issue('closed');
    const parent = state.git.refs.get(branch) ?? '';
    const tree = keepTree(state.git, { ...files(), [guard]: '// mine' });
    const mine = keepCommit(state.git, { tree, parents: [parent], message: 'better', author: 'ann' });
    state.git.refs.set(branch, mine.sha);
    await say('/incident test');
    expect(state.git.refs.get(branch)).toBe(mine.sha);
    expect(own('tollgate:incident-test')[0]).toContain('Somebody has worked on the branch');
    expect(own('tollgate:incident-test')[0]).toMatch(/-&#47;&#47; mine|-\/\/ mine/);
    expect(own('tollgate:answer').at(-1)).toContain('Somebody has worked on the branch');
  });

  it('share the guard of an earlier one of the same class and service', async () => {
    const before = await story();
    await before.issue('closed');
    const kept = Object.fromEntries(
      [guard, index].map((path) => [path, (before.files()[path] ?? '').replaceAll('42', '7')]),
    );
    const { issue, files, own } = await story(shop(body, kept));
    await issue('closed');
    expect(parseIndex(files()[index] ?? '').incidents.map(({ id }) => id)).toEqual(['7', '42']);
    expect(own('tollgate:incident-test')[0]).toContain('<code>7</code>');
  });
});
