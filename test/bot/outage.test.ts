import { Client } from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { handlers } from '../../bot/events/registry.ts';
import { openPostgres } from '../../bot/store/open-postgres.ts';
import { emptyState } from '../fake-github/app-state.ts';
import { deliver } from './deliver.ts';
import { eventually } from './eventually.ts';
import { describeOnEmbeddedStore, describeOnPostgres } from './stores.ts';
import { useAppGitHub } from './use-app-github.ts';
import { useBot } from './use-bot.ts';
import { storyState, useCommands } from './use-commands.ts';

const opened = (number: number) => ({
  action: 'opened',
  number,
  installation: { id: 5 },
  repository: { full_name: 'octo/shop' },
  pull_request: { number, head: { sha: String(number).padStart(40, 'c') } },
});

/** Takes a database away from everybody, and gives it back. */
async function switchOf(url: string): Promise<(isOn: boolean) => Promise<void>> {
  const name = new URL(url).pathname.slice(1);
  const client = new Client({ connectionString: url.replace(/\/[^/]*$/, '/postgres') });
  await client.connect();
  onTestFinished(() => client.end());
  return async (isOn) => {
    await client.query(`ALTER DATABASE "${name}" WITH ALLOW_CONNECTIONS ${isOn}`);
    if (!isOn) await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
  };
}

describeOnPostgres('a database that goes away', (fresh) => {
  it('makes the bot acknowledge nothing, say that it is not ready, and come back by itself', async () => {
    const store = await fresh();
    const turn = await switchOf(store.kind === 'postgres' ? store.url : '');
    const github = await useAppGitHub(emptyState());
    const bot = await useBot(store, handlers, { githubApi: github.url });
    const ready = async () => (await fetch(`${bot.url}/readyz`)).status;
    await bot.deliver('pull_request', opened(1));
    await eventually(() => expect(github.state.checks[0]?.status).toBe('completed'));

    await turn(false);
    const refused = await bot.deliver('pull_request', opened(2), { id: 'second' });
    const words = { error: 'the delivery could not be stored; deliver it again' };
    expect([refused.status, await refused.json(), await ready()]).toEqual([500, words, 503]);
    expect((await fetch(`${bot.url}/healthz`)).status).toBe(200);
    // Figures of what is stored are not shown rather than guessed; the others are.
    const metrics = await (await fetch(`${bot.url}/metrics`)).text();
    expect(metrics).not.toMatch(/^tollgate_deliveries\{/m);
    expect(metrics).toMatch(/^tollgate_deliveries_received_total\{event="pull_request"\} 1$/m);

    await turn(true);
    await eventually(async () => expect(await ready()).toBe(200));
    expect((await bot.deliver('pull_request', opened(2), { id: 'second' })).status).toBe(200);
    await eventually(() => expect(github.state.checks.map(({ status }) => status)).toEqual(['completed', 'completed']));
  });

  it('breaks a transaction between two of its questions, and nothing else', async () => {
    const store = await fresh();
    const url = store.kind === 'postgres' ? store.url : '';
    const turn = await switchOf(url);
    const heard: string[] = [];
    const database = openPostgres(url, (error) => heard.push(error.message));
    onTestFinished(() => database.close());
    const broken = database.transaction(async (transaction) => {
      await turn(false);
      await eventually(() => expect(heard).not.toEqual([]));
      return transaction.query('SELECT 1');
    });
    await expect(broken).rejects.toThrow(/terminat|not queryable/);
    await turn(true);
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

const troubles = ['done-500', 'half', 'silence', 'late', 'late', 'half-late', 'half-late'] as const;

describeOnEmbeddedStore('a GitHub in trouble', (fresh) => {
  it('that does what is asked and answers 500, half, nothing or too late gets one check all the same, and holds up nobody else', async () => {
    const story = await useCommands(await fresh(), storyState(), { longestAnswer: 3000 });
    const { github } = story;
    const left = new Map<string, (typeof troubles)[number]>(
      troubles.map((trouble, number) => [`/repos/octo/shop-${number}/check-runs`, trouble]),
    );
    github.spoil = (operation, path) => {
      const trouble = operation === 'checks/create' ? left.get(path) : undefined;
      left.delete(path);
      return trouble ?? null;
    };
    const open = (repo: string, number: number) =>
      deliver(story.url, 'pull_request', {
        payload: { ...opened(number), repository: { full_name: `octo/${repo}` } },
      });
    for (const number of troubles.keys()) expect((await open(`shop-${number}`, number)).status).toBe(200);
    await eventually(() => expect(left.size).toBe(0));
    // Four of them wait for an answer that does not come; meanwhile:
    const done = () => github.state.checks.filter(({ status }) => status === 'completed');
    expect((await open('quiet', 99)).status).toBe(200);
    // It counts what is done of its own, and there is more here than that: the answer itself is waited for.
    void story.write('/tollgate help').catch(() => null);
    const answered = () => github.state.comments.some(({ body }) => body.includes('What you can ask for here'));
    await eventually(() => expect(answered()).toBe(true));
    await eventually(() => expect(done().map(({ headSha }) => headSha)).toContain('99'.padStart(40, 'c')));
    expect(done().length).toBeLessThan(troubles.length + 1);

    await eventually(() => expect(done()).toHaveLength(troubles.length + 1));
    expect(github.state.checks).toHaveLength(troubles.length + 1);
    const created = github.requests.filter((one) => one.startsWith('checks/create'));
    expect(created).toHaveLength(troubles.length + 1);
    expect(story.log().match(/"a delivery failed"/g)).toHaveLength(troubles.length);
  }, 60_000);
});
