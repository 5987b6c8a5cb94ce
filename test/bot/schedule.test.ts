import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { handlers } from '../../bot/events/registry.ts';
import { createMetrics } from '../../bot/metrics.ts';
import { createInbox } from '../../bot/queue/inbox.ts';
import { openQueue } from '../../bot/queue/open-queue.ts';
import { startDue } from '../../bot/schedule/start-due.ts';
import type { StoreSettings } from '../../bot/settings.ts';
import type { SlackSettings } from '../../bot/slack/slack-settings.ts';
import { openStore } from '../../bot/store/open-store.ts';
import { keepRepository } from '../../bot/store/repositories.ts';
import { defaultPlan } from '../../src/config/validation-schema.ts';
import { type AppState, emptyState } from '../fake-github/app-state.ts';
import type { AppGitHub } from '../fake-github/start-app-github.ts';
import { eventually } from './eventually.ts';
import { describeOnStores } from './stores.ts';
import { useAppGitHub } from './use-app-github.ts';
import { useBot } from './use-bot.ts';
import { useSlack } from './use-slack.ts';

const file = '.github/tollgate.yml';
const sides = `version: 1
production: {metrics: {url: "\${PROMETHEUS_URL}", selector: env=production}}
staging: {metrics: {url: "\${PROMETHEUS_URL}", selector: env=staging}}
`;
const hourly = `${sides}validation: {workflow: .github/workflows/nightly.yml, schedule: [{cron: "0 * * * *"}]}\n`;
const hour = 3_600_000;

function stateWith(configuration: string): AppState {
  const state = emptyState();
  return { ...state, installations: { 5: ['octo/shop'] }, contents: { [state.head]: { [file]: configuration } } };
}

/** A clock that the test sets; the bot’s own timers go on. */
function useClock(start: string) {
  let now = Date.parse(start);
  return {
    now: () => new Date(now),
    forward: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

type Clock = ReturnType<typeof useClock>;

describeOnStores('a scheduled validation', (fresh) => {
  async function started(
    store: StoreSettings,
    github: AppGitHub,
    { clock = useClock('2026-05-10T03:59:00Z'), slack = null }: { clock?: Clock; slack?: SlackSettings | null } = {},
  ) {
    const bot = await useBot(store, handlers, { githubApi: github.url, now: clock.now, slack });
    await bot.tick();
    return { bot, clock };
  }
  const slots = async (url: string, outcome: string) => {
    const text = await (await fetch(`${url}/metrics`)).text();
    return Number(text.match(new RegExp(`slots_total\\{outcome="${outcome}"\\} (\\d+)`))?.[1] ?? 0);
  };

  it('starts the configured workflow on the default branch, once a slot, whoever of two leads', async () => {
    const store = await fresh();
    const github = await useAppGitHub(stateWith(hourly));
    const { bot, clock } = await started(store, github);
    const others = store.kind === 'postgres' ? [(await started(store, github, { clock })).bot] : [];
    const all = [bot, ...others];
    const tick = () => Promise.all(all.map((one) => one.tick()));
    await tick();
    expect(github.state.dispatched).toEqual([]);
    clock.forward(70_000);
    await tick();
    await tick();
    await eventually(() => expect(github.state.dispatched).toHaveLength(1));
    expect(github.state.dispatched).toMatchObject([{ repository: 'octo/shop', workflow: 'nightly.yml', ref: 'main' }]);
    for (const run of github.state.dispatched) run.status = 'completed';
    clock.forward(hour);
    await tick();
    await eventually(() => expect(github.state.dispatched).toHaveLength(2));
  });

  it('that was missed is made up once, and said in the log and in Slack', async () => {
    const store = await fresh();
    const slack = await useSlack();
    const github = await useAppGitHub(stateWith(`${hourly}notifications: [{channel: C0000000001}]\n`));
    const first = await started(store, github);
    await first.bot.stop();
    first.clock.forward(5 * hour);
    const { bot } = await started(store, github, { clock: first.clock, slack: slack.settings });
    await eventually(() => expect(github.state.dispatched).toHaveLength(1));
    await bot.tick();
    await eventually(async () => expect(await slots(bot.url, 'dispatched')).toBe(1));
    expect(await slots(bot.url, 'missed')).toBe(5);
    expect(bot.log()).toContain('scheduled validations were missed, and are made up by one');
    expect(github.state.dispatched).toHaveLength(1);
    await eventually(() => expect(slack.posts).toHaveLength(1));
    const words = '5 scheduled validations of staging were missed, and made up for by one';
    expect(slack.posts[0]?.text).toContain(words);
    expect(JSON.stringify(slack.posts[0]?.blocks)).toContain('2026-05-10 08:00 UTC');
  });

  it('is skipped while the one before it is under way', async () => {
    const github = await useAppGitHub(stateWith(hourly));
    const { bot, clock } = await started(await fresh(), github);
    clock.forward(70_000);
    await bot.tick();
    await eventually(() => expect(github.state.dispatched).toHaveLength(1));
    clock.forward(hour);
    await bot.tick();
    await eventually(async () => expect(await slots(bot.url, 'skipped')).toBe(1));
    expect(bot.log()).toContain('is still under way');
    expect(github.state.dispatched).toHaveLength(1);
  });

  it('is not started a second time by a second attempt', async () => {
    const github = await useAppGitHub(stateWith(hourly));
    const clock = useClock(new Date(Math.ceil(Date.now() / hour) * hour - 60_000).toISOString());
    const { bot } = await started(await fresh(), github, { clock });
    // GitHub starts it and breaks off before it says so.
    let broken = false;
    github.disturb = (operation) => {
      if (operation !== 'actions/create-workflow-dispatch' || broken) return null;
      broken = true;
      const createdAt = new Date(clock.now().getTime() + 1000).toISOString();
      const run = { repository: 'octo/shop', workflow: 'nightly.yml', ref: 'main', status: 'in_progress' };
      github.state.dispatched.push({ id: 77, createdAt, ...run });
      return { status: 502, body: { message: 'bad gateway' } };
    };
    clock.forward(70_000);
    await bot.tick();
    await eventually(async () => expect(await slots(bot.url, 'dispatched')).toBe(1));
    expect(github.state.dispatched.map(({ id }) => id)).toEqual([77]);
  });

  it('follows the configuration of the default branch when that is pushed', async () => {
    const github = await useAppGitHub(stateWith(sides));
    const { bot, clock } = await started(await fresh(), github);
    const push = (ref: string) => ({
      ref,
      installation: { id: 5 },
      repository: { full_name: 'octo/shop', default_branch: 'main' },
      commits: [{ added: [], modified: [file], removed: [] }],
    });
    const contents = github.state.contents[github.state.head];
    if (contents === undefined) throw new Error('no contents');
    contents[file] = hourly;
    await bot.deliver('push', push('refs/heads/topic'));
    await bot.deliver('push', push('refs/heads/main'));
    await eventually(() =>
      expect(github.requests.filter((request) => request.startsWith('repos/get-commit'))).toHaveLength(2),
    );
    await eventually(async () =>
      expect(await (await fetch(`${bot.url}/metrics`)).text()).toMatch(/^tollgate_deliveries\{state="done"\} 2$/m),
    );
    clock.forward(70_000);
    await bot.tick();
    await eventually(() => expect(github.state.dispatched).toHaveLength(1));
  });
});

describeOnStores('the schedule', (fresh) => {
  it('stays where the configuration is broken, and survives a clock that was a year ahead', async () => {
    const github = await useAppGitHub(stateWith(hourly));
    const clock = useClock('2026-05-10T03:59:00Z');
    const bot = await useBot(await fresh(), handlers, { githubApi: github.url, now: clock.now });
    await bot.tick();
    clock.forward(365 * 24 * hour);
    await bot.tick();
    await eventually(() => expect(github.state.dispatched).toHaveLength(1));
    for (const run of github.state.dispatched) run.status = 'completed';
    clock.forward(-365 * 24 * hour);
    await bot.tick();
    expect(bot.log()).toContain('the clock was ahead');
    const contents = github.state.contents[github.state.head];
    if (contents === undefined) throw new Error('no contents');
    contents[file] = 'version: 2';
    clock.forward(7 * hour);
    await bot.tick();
    await eventually(() => expect(github.state.dispatched).toHaveLength(2));
    await eventually(() => expect(bot.log()).toContain('the configuration cannot be used; the schedule stays'));
  });

  it('begins each slot once when two replicas both take themselves for the leader', async () => {
    const store = await openStore(await fresh(), () => {});
    const queue = await openQueue(store, () => {});
    onTestFinished(async () => {
      await queue.close();
      await store.close();
    });
    const schedule = [{ cron: '0 * * * *', timezone: 'UTC', jitter: 0 }];
    const plan = { ...defaultPlan, schedule };
    const known = { name: 'octo/shop', installationId: 5, plan, problem: null, now: new Date('2026-05-10T03:30:00Z') };
    await keepRepository(store, known, defaultPlan);
    const metrics = createMetrics(store);
    const leader = () => ({
      store,
      inbox: createInbox(store, queue),
      metrics,
      log: pino({ level: 'silent' }),
      now: () => new Date('2026-05-10T05:10:00Z'),
    });
    await Promise.all([startDue(leader()), startDue(leader()), startDue(leader())]);
    const rows = await store.query<{ id: string }>('SELECT id FROM deliveries');
    expect(rows).toEqual([{ id: 'slot:octo/shop:2026-05-10T05:00:00.000Z' }]);
  });

  it('cannot be set off from outside', async () => {
    const github = await useAppGitHub(stateWith(hourly));
    const bot = await useBot(await fresh(), handlers, { githubApi: github.url });
    const forged = { installation: { id: 5 }, repository: { full_name: 'octo/shop' }, slot: '2026-01-01T00:00:00Z' };
    const { status } = await bot.deliver('tollgate.slot', { ...forged, missed: 0 });
    expect(status).toBe(400);
    expect(github.state.dispatched).toEqual([]);
  });
});
