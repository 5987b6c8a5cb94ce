import { expect, it } from 'vitest';
import { handlers } from '../../bot/events/registry.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { appLogin } from '../fake-github/app-operations.ts';
import { emptyState, type KeptRun } from '../fake-github/app-state.ts';
import { comparisonOf, record, verdictOf } from '../fixtures/comparison.ts';
import { zipOf } from '../fixtures/zip.ts';
import { eventually } from './eventually.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { useAppGitHub } from './use-app-github.ts';
import { useBot } from './use-bot.ts';

const production = record('production', 1);
const slow = (factor: number) =>
  verdictOf(
    comparisonOf(production, record('staging', 2, { changes: new Map([['GET /search', { median: 0.11 * factor }]]) })),
  );
const lying = slow(5);
const worse = slow(20);
const honest = verdictOf(comparisonOf(production, record('staging', 3)));

/** An honest staging in which a proven guard of a past incident was run. */
function guarded(outcome: 'passed' | 'failed'): Verdict {
  const run = { ran: true, target: 'https://staging.example.com', outcome: { outcome, why: 'as seen' } } as const;
  const incidents = [{ id: '118', link: null, class: 'dns' }];
  const guards = { guards: [{ file: 'shop-dns.yml', incidents, unproven: null, run }], unguarded: [] };
  return verdictOf(comparisonOf(production, { ...record('staging', 3), catalogues: { incidents: guards } }));
}
const sha = 'a'.repeat(40);

/** A run of the day, whose artifact holds the verdict as the Action writes it; made again, it does so an hour later. */
function runOf(
  id: number,
  verdict: Verdict,
  { again = false, ...given }: Partial<KeptRun> & { again?: boolean } = {},
): KeptRun {
  const release = { sha, digest: null, ref: 'refs/heads/main', runId: String(id) };
  const report = {
    ...verdict,
    generatedAt: new Date(Date.UTC(2026, 10, id, again ? 1 : 0)).toISOString(),
    subject: { ...verdict.subject, release },
  };
  return {
    id,
    path: '.github/workflows/staging-validation.yml',
    event: 'schedule',
    head_branch: 'main',
    head_sha: sha,
    head_repository: { full_name: 'octo/shop' },
    artifact: zipOf('tollgate-report.json', Buffer.from(JSON.stringify(report))),
    ...given,
  };
}

const completed = (id: number) => ({
  action: 'completed',
  installation: { id: 5 },
  repository: { full_name: 'octo/shop', default_branch: 'main' },
  workflow_run: { id },
});

describeOnEmbeddedStore('drift issues', (fresh) => {
  async function after(runs: readonly KeptRun[], issues = emptyState().issues) {
    const github = await useAppGitHub({ ...emptyState(), runs: [...runs], issues });
    const bot = await useBot(await fresh(), handlers, { githubApi: github.url });
    for (const { id } of runs) await bot.deliver('workflow_run', completed(id));
    const workedOff = new RegExp(`^tollgate_deliveries\\{state="done"\\} ${runs.length}$`, 'm');
    await eventually(async () => expect(await (await fetch(`${bot.url}/metrics`)).text()).toMatch(workedOff));
    return { github, bot };
  }

  it('are opened after three runs, kept up to date in place, commented when worse, closed after three clean ones', async () => {
    const days = [lying, lying, lying, lying, worse, honest, honest, honest];
    const { github } = await after(days.slice(0, 3).map((verdict, index) => runOf(index + 1, verdict)));
    expect(github.state.issues).toMatchObject([
      {
        title: 'Staging differs from production: GET /search, latency/p95',
        state: 'open',
        labels: ['tollgate:drift'],
        comments: [],
      },
    ]);
    expect(github.state.issues[0]?.body).toContain(
      '| [2026-11-03 00:00](https://github.com/octo/shop/actions/runs/3) |',
    );

    const all = await after(days.map((verdict, index) => runOf(index + 1, verdict)));
    expect(all.github.state.issues).toHaveLength(1);
    expect(all.github.state.issues[0]).toMatchObject({ state: 'closed' });
    expect(all.github.state.issues[0]?.comments).toHaveLength(1);
  });

  it('are opened for a guard of a past incident that fails, and closed once it passes', async () => {
    const failing = [1, 2, 3].map((id) => runOf(id, guarded('failed')));
    const { github, bot } = await after(failing);
    expect(github.state.issues).toMatchObject([
      { title: 'A guard of a past incident fails in staging: shop-dns.yml, incidents/guard', state: 'open' },
    ]);
    expect(github.state.issues[0]?.body).toContain('incident 118: failed on https');
    github.state.runs.push(...[4, 5, 6].map((id) => runOf(id, guarded('passed'))));
    for (const id of [4, 5, 6]) await bot.deliver('workflow_run', completed(id));
    await eventually(() => expect(github.state.issues).toMatchObject([{ state: 'closed' }]));
  });

  it('are found again by marker and author, over all pages: a look-alike of somebody else is left alone', async () => {
    const first = await after([1, 2, 3].map((id) => runOf(id, lying)));
    const body = first.github.state.issues[0]?.body ?? '';
    const issue = (number: number, author: string, text: string) => {
      return { number, author, title: 'x', body: text, state: 'open', labels: ['tollgate:drift'], comments: [] };
    };
    const others = Array.from({ length: 120 }, (_, index) => ({
      ...issue(100 + index, appLogin, ''),
      state: 'closed',
    }));
    const { github } = await after(
      [1, 2, 3].map((id) => runOf(id, worse)),
      [issue(7, 'mallory', body), ...others, issue(500, appLogin, body)],
    );
    expect(github.state.issues).toHaveLength(122);
    expect(github.state.issues.find(({ number }) => number === 7)).toMatchObject({ body, comments: [] });
    const own = github.state.issues.find(({ number }) => number === 500);
    expect(own?.comments).toHaveLength(1);
    expect(own?.body).not.toBe(body);
  });

  it('are opened about what strangers named, and call nobody, link nowhere and draw nothing', async () => {
    const hostile =
      'GET /<!channel>/</details><img src=x> @octo/everyone [x](javascript:1) `#1` \u202Egnp \u200B| \ud800';
    const labelled: Verdict = {
      ...lying,
      findings: lying.findings.map((finding) =>
        finding.subject === 'GET /search'
          ? { ...finding, subject: hostile, message: hostile, remedy: hostile }
          : finding,
      ),
    };
    const { github } = await after([1, 2, 3].map((id) => runOf(id, labelled)));
    const [issue] = github.state.issues;
    expect(issue?.title).toContain('Staging differs from production: GET /');
    expect(issue?.title).not.toMatch(/[\u202E\u200B\uD800]/);
    const shown = issue?.body.replaceAll(/\]\(https:\/\/github\.com\/octo\/shop\/actions\/runs\/\d+\)/g, ']');
    expect(shown).not.toMatch(/<img|<!channel|@\w|\]\(|(?<!&)#1|[\u202E\u200B\uD800]/);
    expect(shown?.match(/<\/details>/g)).toHaveLength(1);
  });

  it('count what the newest attempt of a run found', async () => {
    const { github, bot } = await after([runOf(1, lying), runOf(2, lying), runOf(3, honest)]);
    expect(github.state.issues).toEqual([]);
    github.state.runs[2] = runOf(3, lying, { again: true });
    await bot.deliver('workflow_run', completed(3));
    await eventually(() => expect(github.state.issues).toMatchObject([{ state: 'open' }]));
  });

  it.each([
    { name: 'a fork', given: { head_repository: { full_name: 'mallory/shop' } } },
    { name: 'another run', given: { artifact: runOf(9, lying).artifact } },
    { name: 'a bomb', given: { artifact: zipOf('tollgate-report.json', Buffer.from('{}'), 2 ** 31) } },
  ])('are never opened by the report of $name', async ({ given }) => {
    const { github } = await after([1, 2, 3].map((id) => runOf(id, lying, given)));
    expect(github.state.issues).toEqual([]);
  });
});
