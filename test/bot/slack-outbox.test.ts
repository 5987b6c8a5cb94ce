import { pino } from 'pino';
import { Counter } from 'prom-client';
import { expect, it, onTestFinished } from 'vitest';
import type { StoreSettings } from '../../bot/settings.ts';
import type { Notice } from '../../bot/slack/notice.ts';
import { type Outbox, startOutbox } from '../../bot/slack/outbox.ts';
import { createSlackApi } from '../../bot/slack/slack-api.ts';
import type { Database } from '../../bot/store/database.ts';
import { openStore } from '../../bot/store/open-store.ts';
import { keepRepositorySettings } from '../../bot/store/repository-settings.ts';
import { keepNotice } from '../../bot/store/slack-notices.ts';
import { header, section } from '../../src/report/slack/blocks.ts';
import type { SlackMessage } from '../../src/report/slack/message.ts';
import type { Disturbance } from '../fake-slack/start-fake-slack.ts';
import { eventually } from './eventually.ts';
import { describeOnEmbeddedStore, describeOnStores } from './stores.ts';
import { useSlack } from './use-slack.ts';

const say = (words: string): SlackMessage => ({
  text: words,
  blocks: [header(words), section(words)],
  unfurl_links: false,
});
const notice = (words: string, given: Partial<Notice> = {}): Notice => ({
  repository: 'octo/shop',
  installation: 5,
  topic: 'drift/1',
  event: 'drift',
  environment: 'staging',
  severity: 'warn',
  phase: 'opens',
  message: say(words),
  ...given,
});

/** An outbox over a store, whose repository tells one channel. */
async function useOutbox(settings: StoreSettings, replicas = 1) {
  const slack = await useSlack();
  const store: Database = await openStore(settings, () => {});
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
  const counter = new Counter({ name: 'attempts', help: 'attempts', labelNames: ['outcome'], registers: [] });
  const noGitHub = { store, log, now: () => new Date(), github: () => Promise.reject(new Error('not asked')) };
  const notifications = [{ channel: 'C0000000001', severity: 'warn' as const }];
  await keepRepositorySettings(store, {
    repository: 'octo/shop',
    installation: 5,
    notifications,
    people: {},
    readAt: new Date(),
  });
  const api = createSlackApi(slack.settings, log);
  const start = () =>
    startOutbox({ store, api, log, settings: noGitHub, counter }, (error) => lines.push(String(error)));
  const outboxes: Outbox[] = [];
  onTestFinished(async () => {
    await Promise.all(outboxes.map((outbox) => outbox.close()));
    await store.close();
  });
  return {
    slack,
    store,
    log: () => lines.join(''),
    outcomes: async () =>
      Object.fromEntries((await counter.get()).values.map(({ labels, value }) => [labels.outcome, value])),
    begin: () => outboxes.push(...Array.from({ length: replicas }, start)),
    tell: async (given: Notice) => {
      await keepNotice(store, given);
      for (const { bell } of outboxes) bell.ring();
    },
    /** As if the time until the next attempt were over. */
    soon: async () => {
      await store.query(`UPDATE slack_messages SET next_at = now(), claimed_until = NULL`);
      for (const { bell } of outboxes) bell.ring();
    },
  };
}

const once = (disturbance: Disturbance, method = 'chat.postMessage') => {
  let isLeft = true;
  return (asked: string) => {
    if (asked !== method || !isLeft) return null;
    isLeft = false;
    return disturbance;
  };
};
const texts = ({ posts }: { posts: { text: string; threadTs: string | null; edits: number }[] }) =>
  posts.map(({ text, threadTs, edits }) => `${threadTs === null ? '' : '↳ '}${text} (${edits} edits)`);

describeOnStores('what Slack is told', (fresh) => {
  it('is posted once, however often it is told and by however many replicas', async () => {
    const { slack, begin, tell, outcomes } = await useOutbox(await fresh(), 3);
    begin();
    await Promise.all(Array.from({ length: 8 }, () => tell(notice('Staging lies'))));
    await tell(notice('Another', { topic: 'drift/2' }));
    await eventually(() => expect(texts(slack)).toContain('Another (0 edits)'));
    await eventually(async () => expect(await outcomes()).toEqual({ shown: 2 }));
    expect(texts(slack).toSorted()).toEqual(['Another (0 edits)', 'Staging lies (0 edits)']);
  });

  it('is one thread per event: brought up to date in place, with replies, and begun anew after its end', async () => {
    const { slack, begin, tell } = await useOutbox(await fresh());
    begin();
    await tell(notice('Open'));
    await eventually(() => expect(texts(slack)).toEqual(['Open (0 edits)']));
    const reply = { key: 'run 2', message: say('It grew') };
    await tell(notice('Open, worse', { reply }));
    await tell(notice('Open, worse', { reply }));
    await eventually(() => expect(texts(slack)).toEqual(['Open, worse (1 edits)', '↳ It grew (0 edits)']));
    await tell(notice('Over', { phase: 'ends', severity: 'observe' }));
    await tell(notice('Over', { phase: 'ends', severity: 'observe' }));
    await eventually(() => expect(texts(slack)[0]).toBe('Over (2 edits)'));
    await tell(notice('Over again', { phase: 'updates' }));
    await tell(notice('Open again'));
    await eventually(() => expect(texts(slack)).toHaveLength(3));
    expect(texts(slack)).toEqual(['Over (2 edits)', '↳ It grew (0 edits)', 'Open again (0 edits)']);
  });

  it('is said to those whom the configuration names, and to nobody else', async () => {
    const { slack, begin, tell, outcomes, store } = await useOutbox(await fresh());
    begin();
    await tell(notice('Quiet', { severity: 'observe' }));
    await tell(notice('Loud', { topic: 'drift/2', severity: 'block' }));
    await eventually(async () => expect(await outcomes()).toEqual({ shown: 1 }));
    await eventually(async () =>
      expect(await store.query('SELECT id FROM slack_threads WHERE NOT is_routed')).toEqual([]),
    );
    expect(texts(slack)).toEqual(['Loud (0 edits)']);
  });
});

describeOnEmbeddedStore('what Slack is told', (fresh) => {
  it.each<{ name: string; disturbance: Disturbance; why: string }>([
    { name: 'is down', disturbance: { kind: 'answer', status: 503, body: 'down' }, why: 'http_503' },
    { name: 'hangs up', disturbance: { kind: 'cut', isDone: false }, why: 'UND_ERR_SOCKET' },
    {
      name: 'wants to be left alone',
      disturbance: { kind: 'answer', status: 429, body: '', retryAfter: 1 },
      why: 'ratelimited',
    },
    {
      name: 'breaks down inside',
      disturbance: { kind: 'answer', status: 200, body: '{"ok":false,"error":"internal_error"}' },
      why: 'internal_error',
    },
    {
      name: 'is a proxy’s page',
      disturbance: { kind: 'answer', status: 200, body: '<html>Sign in</html>' },
      why: 'unreadable',
    },
  ])('waits while Slack $name', async ({ disturbance, why }) => {
    const { slack, begin, tell, soon, log, outcomes } = await useOutbox(await fresh());
    slack.disturb = once(disturbance);
    begin();
    await tell(notice('Staging lies'));
    await eventually(() => expect(log()).toContain(`"why":"${why}"`));
    await soon();
    await eventually(async () => expect(await outcomes()).toEqual({ failed: 1, shown: 1 }));
    expect(texts(slack)).toEqual(['Staging lies (0 edits)']);
    expect(log()).not.toContain('xoxb-');
  });

  it.each<{ name: string; disturbance: Disturbance }>([
    { name: 'cut off', disturbance: { kind: 'cut', isDone: true } },
    { name: 'half', disturbance: { kind: 'half' } },
  ])('is found again where the answer to its posting was $name, and not posted twice', async ({ disturbance }) => {
    const { slack, begin, tell, soon, outcomes } = await useOutbox(await fresh());
    slack.disturb = once(disturbance);
    begin();
    await tell(notice('Staging lies'));
    await eventually(async () => expect(await outcomes()).toEqual({ failed: 1 }));
    await tell(notice('Staging lies more', { reply: { key: '1', message: say('More') } }));
    await soon();
    await eventually(() => expect(texts(slack)).toEqual(['Staging lies more (1 edits)', '↳ More (0 edits)']));
  });

  it('is posted again where nobody may look whether it is there', async () => {
    const { slack, begin, tell, soon, outcomes } = await useOutbox(await fresh());
    slack.scopes.delete('channels:history');
    slack.disturb = once({ kind: 'answer', status: 502, body: '' });
    begin();
    await tell(notice('Staging lies'));
    await eventually(async () => expect(await outcomes()).toEqual({ failed: 1 }));
    await soon();
    await eventually(() => expect(texts(slack)).toEqual(['Staging lies (0 edits)']));
  });

  it('is given up when it is too old, and with it its replies; what changes later is said again', async () => {
    const { slack, store, begin, tell, log, soon, outcomes } = await useOutbox(await fresh());
    slack.disturb = () => ({ kind: 'answer', status: 200, body: '{"ok":false,"error":"account_inactive"}' });
    await keepNotice(store, notice('Staging lies', { reply: { key: '1', message: say('More') } }));
    await store.query(`UPDATE slack_parts SET wanted_at = now() - interval '7 hours'`);
    begin();
    await eventually(async () => expect(await outcomes()).toEqual({ 'given up': 2 }));
    expect(log()).toContain('a message for Slack is given up');
    slack.disturb = () => null;
    await tell(notice('Staging lies more'));
    await soon();
    await eventually(() => expect(texts(slack)).toEqual(['Staging lies more (0 edits)']));
  });

  it('is not tried again where Slack refuses it for what it is, and holds nothing else up', async () => {
    const { slack, begin, tell, outcomes } = await useOutbox(await fresh());
    slack.disturb = once({ kind: 'answer', status: 200, body: '{"ok":false,"error":"msg_blocks_too_long"}' });
    begin();
    await tell(notice('Too long'));
    await tell(notice('Short', { topic: 'drift/2' }));
    await eventually(async () => expect(await outcomes()).toEqual({ 'given up': 1, shown: 1 }));
    expect(texts(slack)).toEqual(['Short (0 edits)']);
  });
});
