import { expect, it } from 'vitest';
import { handlers } from '../../bot/events/registry.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { emptyState, type KeptRun } from '../fake-github/app-state.ts';
import { comparisonOf, record, releaseComparisonOf, verdictOf } from '../fixtures/comparison.ts';
import { zipOf } from '../fixtures/zip.ts';
import { eventually } from './eventually.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { useAppGitHub } from './use-app-github.ts';
import { useBot } from './use-bot.ts';
import { useSlack } from './use-slack.ts';

const production = record('production', 1);
const lying = verdictOf(
  comparisonOf(production, record('staging', 2, { changes: new Map([['GET /search', { median: 0.55 }]]) })),
);
const honest = verdictOf(comparisonOf(production, record('staging', 3)));
const sha = 'a'.repeat(40);
const configuration = `version: 1
production: {metrics: {url: "\${PROMETHEUS_URL}", selector: env=production}}
staging: {metrics: {url: "\${PROMETHEUS_URL}", selector: env=staging}}
notifications:
  - channel: C0000000001
    events: [validation, release, canary]
  - channel: C0000000002
    events: [drift]
`;

function runOf(id: number, verdict: Verdict): KeptRun {
  const release = { sha, digest: null, ref: 'refs/heads/main', runId: String(id) };
  const generatedAt = new Date(Date.UTC(2026, 10, id)).toISOString();
  const report = { ...verdict, generatedAt, subject: { ...verdict.subject, release } };
  return {
    id,
    path: '.github/workflows/staging-validation.yml',
    event: 'schedule',
    head_branch: 'main',
    head_sha: sha,
    head_repository: { full_name: 'octo/shop' },
    artifact: zipOf('tollgate-report.json', Buffer.from(JSON.stringify(report))),
  };
}

const common = { installation: { id: 5 }, repository: { full_name: 'octo/shop', default_branch: 'main' } };
const completed = (id: number) => ({ ...common, action: 'completed', workflow_run: { id } });

describeOnEmbeddedStore('Slack', (fresh) => {
  async function start(runs: readonly KeptRun[], text = configuration) {
    const github = await useAppGitHub({
      ...emptyState(),
      runs: [...runs],
      contents: { ['1'.repeat(40)]: { '.github/tollgate.yml': text } },
    });
    const slack = await useSlack();
    const bot = await useBot(await fresh(), handlers, { githubApi: github.url, slack: slack.settings });
    const metrics = async () => (await fetch(`${bot.url}/metrics`)).text();
    return {
      github,
      slack,
      bot,
      run: async (id: number) => {
        await bot.deliver('workflow_run', completed(id));
        await eventually(async () => expect(await metrics()).toContain('tollgate_deliveries{state="waiting"} 0'));
      },
      settled: () => eventually(async () => expect(await metrics()).toContain('tollgate_slack_messages_pending 0')),
      seen: () =>
        slack.posts.map(
          ({ channel, text: words, threadTs, edits }) =>
            `${channel.slice(-1)} ${threadTs === null ? '' : '↳ '}${words.slice(0, 42)} (${edits})`,
        ),
    };
  }

  it('shows a validation that fails and a drift that lasts, each as one thread, up to their ends', async () => {
    const days = [lying, lying, lying, honest, honest, honest, lying];
    const { run, seen, settled, slack } = await start(days.map((verdict, index) => runOf(index + 1, verdict)));
    for (const id of [1, 2, 3]) await run(id);
    await eventually(() => expect(seen()).toHaveLength(2));
    expect(JSON.stringify(slack.posts[0]?.blocks)).toContain('"value":"/tollgate repo:octo/shop validate"');
    for (const id of [4, 4, 5, 6]) await run(id);
    await eventually(() => expect(seen()).toHaveLength(4));
    await run(7);
    await eventually(() => expect(seen()).toHaveLength(5));
    await settled();
    expect(seen().map((line) => line.replace(/\(\d+\)/, ''))).toMatchInlineSnapshot(`
      [
        "1 ✅ PASS: shop, refs/heads/main aaaaaaaaaa.  ",
        "2 ✅ Over: Staging differs from production: G ",
        "1 ↳ ✅ PASS: shop, refs/heads/main aaaaaaaaaa.  ",
        "2 ↳ ✅ Over: Staging differs from production: G ",
        "1 ❌ FAIL: shop, refs/heads/main aaaaaaaaaa.  ",
      ]
    `);
    expect(JSON.stringify(slack.posts[1]?.blocks)).toContain('Three runs in a row no longer show this difference');
  });

  it('is told nothing without a route, and what strangers wrote calls nobody', async () => {
    const hostile = 'GET /<!channel> @org/team *b* <https://x.invalid|y> \u202Egnp.exe `';
    // Longer than anything that Slack takes, besides.
    const long = `${hostile} ${'&<é🙂'.repeat(2000)}`;
    const verdict: Verdict = {
      ...lying,
      subject: { ...lying.subject, service: `<!here> @everyone <@U0123456789> ${long}` },
      summary: long,
      findings: lying.findings.map((finding) => ({ ...finding, subject: long, message: long, remedy: long })),
    };
    const told = await start([runOf(1, verdict), { ...runOf(2, verdict), artifact: null }]);
    await told.run(1);
    await told.run(2);
    await eventually(() => expect(told.seen()).toHaveLength(2));
    expect(told.slack.posts[1]?.text).toContain('A validation of staging ended without a report');
    const shown = JSON.stringify(told.slack.posts);
    expect(shown).not.toMatch(/<[!@#]|@\w|<https:\/\/x|\u202E/);
    const silent = await start([runOf(1, lying)], configuration.slice(0, configuration.indexOf('notifications')));
    await silent.run(1);
    expect(silent.slack.calls).toEqual([]);
  });

  it('that is down holds up nothing on GitHub', async () => {
    const { slack, github, run, bot } = await start([1, 2, 3].map((id) => runOf(id, lying)));
    slack.disturb = () => ({ kind: 'slow', milliseconds: 60_000 });
    for (const id of [1, 2, 3]) await run(id);
    expect(github.state.issues).toHaveLength(1);
    await eventually(() => expect(slack.calls.length).toBeGreaterThan(0));
    expect((await fetch(`${bot.url}/readyz`)).status).toBe(200);
  });

  it('hears of a release and a canary that are worse, each in a thread of its own, and of the routes that a push changes', async () => {
    const worse = verdictOf(
      releaseComparisonOf(
        record('previous', 1),
        record('staging', 2, { changes: new Map([['GET /search', { median: 0.55 }]]) }),
      ),
    );
    const canary = { ...worse, question: 'canary', command: 'canary run' } as const;
    const { run, seen, github, bot, slack } = await start([runOf(1, worse), runOf(2, lying), runOf(3, canary)]);
    await run(1);
    await eventually(() => expect(seen()).toHaveLength(1));
    await run(3);
    await eventually(() => expect(seen()).toHaveLength(2));
    expect(JSON.stringify(slack.posts[1]?.blocks)).toContain('/tollgate repo:octo/shop canary status staging');
    github.state.contents['1'.repeat(40)] = {
      '.github/tollgate.yml': configuration.replace('C0000000001', 'C0000000002'),
    };
    await bot.deliver('push', { ...common, ref: 'refs/heads/main', commits: [] });
    await run(2);
    await eventually(() =>
      expect(slack.posts.map(({ channel }) => channel)).toEqual(['C0000000001', 'C0000000001', 'C0000000002']),
    );
  });
});
