import { Client } from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { handlers } from '../../bot/events/registry.ts';
import { openPostgres } from '../../bot/store/open-postgres.ts';
import { emptyState } from '../fake-github/app-state.ts';
import { eventually } from './eventually.ts';
import { describeOnEmbeddedStore, describeOnPostgres } from './stores.ts';
import { useAppGitHub } from './use-app-github.ts';
import { useBot } from './use-bot.ts';

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

describeOnEmbeddedStore('a GitHub in trouble', (fresh) => {
  it.each([
    { name: 'answers 500 to a write that it did', how: 'done-500' },
    { name: 'breaks its answer off in the middle', how: 'half' },
    { name: 'closes the connection without a word', how: 'silence' },
  ] as const)('that $name gets one check all the same', async ({ how }) => {
    const github = await useAppGitHub(emptyState());
    let left = 1;
    github.spoil = (operation) => (operation === 'checks/create' && (left -= 1) >= 0 ? how : null);
    const bot = await useBot(await fresh(), handlers, { githubApi: github.url });
    await bot.deliver('pull_request', opened(1));
    await eventually(() => expect(github.state.checks[0]?.status).toBe('completed'));
    expect(left).toBe(0);
    expect(github.state.checks).toHaveLength(1);
    expect(github.requests.filter((one) => one.startsWith('checks/create'))).toHaveLength(1);
    expect(bot.log()).toContain('a delivery failed');
  });
});
