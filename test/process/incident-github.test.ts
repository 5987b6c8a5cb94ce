import { describe, expect, it } from 'vitest';
import { IncidentCheck } from '../../src/incidents/check/incident-check.ts';
import { TrackRecord } from '../../src/incidents/record/track-record.ts';
import { useAppGitHub } from '../bot/use-app-github.ts';
import { appLogin } from '../fake-github/app-operations.ts';
import { emptyState } from '../fake-github/app-state.ts';
import { runCli } from './run-cli.ts';
import { workplaces } from './workplace.ts';

const newWorkplace = workplaces();
const token = 'ghp_laptop';
const body =
  'Service: checkout\n\nGET /cart answered 503 for 40 minutes. The connection pool of 20 connections was exhausted.';

/** A repository with an open incident 41, a closed one 42, and a closed issue that is none. */
async function repository() {
  const state = emptyState();
  const issue = { author: 'rita', title: 'Checkout down', body, comments: [], labels: ['outage'] };
  state.issues.push(
    { ...issue, number: 41, state: 'open' },
    { ...issue, number: 42, state: 'closed' },
    { ...issue, number: 43, state: 'closed', labels: ['question'] },
  );
  const github = await useAppGitHub(state);
  const workplace = newWorkplace();
  workplace.write('.github/tollgate.yml', 'version: 1\nincidents: { label: outage, folder: guards }\n');
  const env = { GITHUB_API_URL: github.url, GITHUB_REPOSITORY: 'octo/shop', GITHUB_TOKEN: token };
  const run = (args: readonly string[], more: Record<string, string> = {}) =>
    runCli(['incident', ...args], { cwd: workplace.folder, env: { ...env, ...more } });
  return { state, workplace, run };
}

describe('incidents on GitHub', () => {
  it('become guards by their number, and the closed ones with the configured label are checked', async () => {
    const { run, workplace } = await repository();
    const made = await run(['test', '--issue', '42']);
    expect([made.code, made.stderr]).toEqual([0, '']);
    expect(made.stdout).toContain('A new guard: connection_pool_exhaustion, checkout, incident 42');
    expect(workplace.read('guards/index.yml')).toContain('https://github.com/octo/shop/issues/42');
    const guard = workplace.read('guards/checkout-connection-pool-exhaustion.js');
    expect([guard.includes('"path": "/cart"'), guard.includes('2400000')]).toEqual([true, false]);
    const checked = await run(['check', '--json', '-']);
    const { incidents, decision } = IncidentCheck.parse(JSON.parse(checked.stdout));
    expect([
      checked.code,
      decision,
      incidents.map(({ id, problems }) => [id, ...problems.map((one) => one.problem)]),
    ]).toEqual([1, 'fail', [['42', 'unproven', 'run-unknown']]]);
    expect(checked.stderr).toContain('Fail: 1 closed incidents, 0 guarded');
    expect(made.stdout + checked.stderr).not.toContain(token);
    const unlabelled = await run(['check', '--label', 'nothing']);
    expect([unlabelled.code, unlabelled.stderr]).toEqual([
      2,
      expect.stringContaining('octo/shop has no label "nothing"'),
    ]);
  });

  it('are told by what people write under them, and by no program and no command', async () => {
    const { run, state } = await repository();
    const [first] = state.issues;
    if (first !== undefined) first.body = 'It was down.';
    const comment = { issue: 41, createdAt: '2026-11-01T00:00:00Z', reactions: [] };
    state.comments.push(
      { ...comment, id: 1, author: appLogin, body: 'Root cause: dns' },
      { ...comment, id: 2, author: 'ann', body: 'Root cause: the TLS certificate had expired.' },
    );
    expect((await run(['test', '--issue', '41', '--dry-run'])).stdout).toContain('certificate_expiry');
  });

  it('end with 4 where GitHub knows no such issue', async () => {
    const { run } = await repository();
    const refused = await run(['test', '--issue', '9']);
    expect([refused.code, refused.stderr]).toEqual([4, expect.stringContaining('issues/{issue_number}')]);
  });

  it('are counted with the release that they followed, in lines, as JSON and as a page', async () => {
    const { run, state, workplace } = await repository();
    const deployment = { environment: 'production', task: 'deploy', payload: {} };
    const came = (created_at: string) => [{ state: 'success', created_at }];
    state.deployments.push(
      {
        ...deployment,
        id: 1,
        sha: 'c'.repeat(40),
        createdAt: '2026-10-31T11:00:00Z',
        statuses: came('2026-10-31T12:00:00Z'),
      },
      {
        ...deployment,
        id: 2,
        sha: 'd'.repeat(40),
        createdAt: '2026-10-20T11:00:00Z',
        statuses: came('2026-10-20T12:00:00Z'),
      },
    );
    const told = await run(['record', '--days', '9999', '--html', 'record.html', '--json', 'record.json']);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout).toContain('no report kept  2 releases, 1 with an incident within 72 h');
    expect(told.stdout).toContain('incident 42, 12 h after: Checkout down');
    const record = TrackRecord.parse(JSON.parse(workplace.read('record.json')));
    expect([record.followed.map(({ sha }) => sha[0]), record.unproven.length]).toEqual([['c'], 2]);
    expect(workplace.read('record.html')).toContain('0 of 0 releases that passed');
    expect((await run(['record', '--days', 'many'])).code).toBe(2);
  });

  it.each([
    { name: 'no number', args: ['test', '--issue', 'x'], words: '--issue: wanted the number of an issue' },
    { name: 'a file, too', args: ['test', 'a.md', '--issue', '4'], words: 'wanted one of them' },
    { name: 'no token', args: ['check'], env: { GITHUB_TOKEN: '' }, words: 'set GITHUB_TOKEN' },
    { name: 'no repository', args: ['check', '--repository', 'shop'], words: 'wanted owner/name' },
    { name: 'a broken configuration', args: ['check', '--config', 'no.yml'], words: 'no.yml' },
  ])('are refused with 2: $name', async ({ args, env = {}, words }) => {
    const { run } = await repository();
    expect(await run(args, env)).toMatchObject({ code: 2, stderr: expect.stringContaining(words) });
  });
});

describe('incident classify and form', () => {
  it('say the class with its words, and ask for what a guard needs', async () => {
    const { folder, write, read } = newWorkplace();
    const cwd = { cwd: folder };
    const said = await runCli(['incident', 'classify', write('a.md', `# Down\n\n${body}`)], cwd);
    expect([said.code, said.stdout]).toEqual([0, expect.stringMatching(/^connection_pool_exhaustion, confidence /)]);
    const json = await runCli(['incident', 'classify', 'a.md', '--json', '-'], cwd);
    expect(JSON.parse(json.stdout)).toMatchObject({ class: 'connection_pool_exhaustion' });
    const unknown = await runCli(['incident', 'classify', write('b.md', 'It was slow.')], cwd);
    expect([unknown.code, unknown.stdout.slice(0, 8)]).toEqual([0, 'unknown:']);
    const binary = await runCli(['incident', 'classify', write('c.bin', 'a\0b')], cwd);
    expect([binary.code, binary.stderr]).toEqual([2, expect.stringContaining('c.bin is no text')]);
    expect((await runCli(['incident', 'form', '--label', 'outage'], cwd)).code).toBe(0);
    expect(read('.github/ISSUE_TEMPLATE/incident.yml')).toContain('- outage');
    expect((await runCli(['incident', 'form'], cwd)).code).toBe(2);
  });
});
