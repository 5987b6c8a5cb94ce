import { expect, it, onTestFinished } from 'vitest';
import type { StoreSettings } from '../../bot/settings.ts';
import { openStore } from '../../bot/store/open-store.ts';
import { eventually } from './eventually.ts';
import { checkedCommits, type ManyDelivery, manyDeliveries, sendAll } from './many-deliveries.ts';
import { type BotProcess, startBotProcess } from './start-bot-process.ts';
import { describeOnEmbeddedStore, describeOnPostgres } from './stores.ts';
import { useAppGitHub } from './use-app-github.ts';

async function begin(store: StoreSettings, githubApi: string): Promise<BotProcess> {
  const bot = await startBotProcess(store, { GITHUB_API_URL: githubApi });
  onTestFinished(() => bot.kill());
  return bot;
}

async function states(bot: BotProcess): Promise<Record<string, number>> {
  const text = await (await fetch(`${bot.url}/metrics`)).text();
  return Object.fromEntries(
    [...text.matchAll(/^tollgate_deliveries\{state="(\w+)"\} (\d+)$/gm)].map(([, state, count]) => [
      state,
      Number(count),
    ]),
  );
}

/** Nothing that was acknowledged is lost, nothing is done twice, by the log of GitHub. */
function expectEachOnce(github: Awaited<ReturnType<typeof useAppGitHub>>, deliveries: readonly ManyDelivery[]) {
  const { checks } = github.state;
  expect(checks.map(({ headSha }) => headSha).toSorted()).toEqual(checkedCommits(deliveries).toSorted());
  expect(checks.filter(({ status }) => status !== 'completed')).toEqual([]);
  expect(github.requests.filter((one) => one.startsWith('checks/create'))).toHaveLength(checks.length);
}

describeOnEmbeddedStore('kill -9', (fresh) => {
  it('in the middle of 2,000 deliveries loses nothing and does nothing twice', async () => {
    const github = await useAppGitHub();
    const store = await fresh();
    const deliveries = manyDeliveries(2000, 20);
    const first = await begin(store, github.url);
    const killing: Promise<void>[] = [];
    const { acknowledged, failed } = await sendAll(
      deliveries,
      () => first.url,
      (count) => {
        if (count === 1000) killing.push(first.kill());
      },
    );
    await Promise.all(killing);
    expect(acknowledged.length).toBeGreaterThanOrEqual(1000);
    expect(failed.length).toBeGreaterThan(0);
    const doneBefore = github.state.checks.length;

    const second = await begin(store, github.url);
    // GitHub is asked for what failed, and somebody presses “Redeliver” on some of the others too.
    const again = await sendAll([...failed, ...acknowledged.slice(0, 100)], () => second.url);
    expect(again.failed).toEqual([]);
    await eventually(async () => expect(await states(second)).toEqual({ waiting: 0, done: 2000, dead: 0 }), 200_000);
    expect(doneBefore).toBeLessThan(100);
    expectEachOnce(github, deliveries);
    expect(await second.stop()).toBe(0);
  }, 240_000);
});

describeOnPostgres('two replicas', (fresh) => {
  it('share 2,000 deliveries, each once, and one goes on alone after kill -9 of the other', async () => {
    const github = await useAppGitHub();
    const store = await fresh();
    const deliveries = manyDeliveries(2000, 20);
    const [doomed, survivor] = await Promise.all([begin(store, github.url), begin(store, github.url)]);
    const killing: Promise<void>[] = [];
    const { failed } = await sendAll(
      deliveries,
      (index) => (index % 2 === 0 ? doomed.url : survivor.url),
      (count) => {
        if (count === 1000) killing.push(doomed.kill());
      },
    );
    await Promise.all(killing);
    const again = await sendAll(failed, () => survivor.url);
    expect(again.failed).toEqual([]);
    // Half a minute without a heartbeat has passed for what the dead replica was working on.
    const database = await openStore(store, () => {});
    onTestFinished(() => database.close());
    const halfAMinute = setInterval(() => {
      void database.query(
        `UPDATE queue.job SET heartbeat_on = now() - interval '31 seconds'
         WHERE state = 'active' AND heartbeat_on < now() - interval '11 seconds'`,
      );
    }, 500);
    onTestFinished(() => clearInterval(halfAMinute));
    await eventually(async () => expect(await states(survivor)).toEqual({ waiting: 0, done: 2000, dead: 0 }), 200_000);
    expectEachOnce(github, deliveries);
  }, 240_000);
});
