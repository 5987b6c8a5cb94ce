import { expect, it, onTestFinished } from 'vitest';
import type { BotEvent, EventHandler } from '../../bot/events/event.ts';
import { openStore } from '../../bot/store/open-store.ts';
import { eventually } from './eventually.ts';
import { describeOnStores } from './stores.ts';
import { useBot } from './use-bot.ts';

const issue = (repository: string, extra: object = {}) => ({
  action: 'opened',
  repository: { full_name: repository },
  ...extra,
});
/** Handlers of one event that remember what they were given. */
function remembering(handle: EventHandler = async () => {}) {
  const seen: BotEvent[] = [];
  const handler: EventHandler = async (event) => {
    seen.push(event);
    await handle(event);
  };
  return { seen, handlers: new Map([['issues', handler]]) };
}
const figure = async (url: string, name: string) => {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.split(' ')
      .at(-1),
  );
};

describeOnStores('a webhook delivery', (fresh) => {
  it('is acknowledged when it is stored, and worked off afterwards', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { seen, handlers } = remembering(() => held);
    const bot = await useBot(await fresh(), handlers);
    const { status } = await bot.deliver('issues', issue('octo/shop'), { id: 'one' });
    expect(status).toBe(200);
    expect(await figure(bot.url, 'tollgate_deliveries{state="waiting"}')).toBe(1);
    release();
    await eventually(async () => expect(await figure(bot.url, 'tollgate_deliveries{state="done"}')).toBe(1));
    expect(seen).toMatchObject([
      {
        deliveryId: 'one',
        name: 'issues.opened',
        repository: { owner: 'octo', repo: 'shop' },
        payload: { action: 'opened' },
      },
    ]);
  });

  it('is packed by what is fastest, where PostgreSQL has it', async () => {
    const where = await fresh();
    const store = await openStore(where, () => {});
    onTestFinished(() => store.close());
    const [payload] = await store.query<{ packed: string }>(
      "SELECT attcompression::text AS packed FROM pg_attribute WHERE attrelid = 'deliveries'::regclass AND attname = 'payload'",
    );
    expect(payload?.packed).toBe(where.kind === 'postgres' ? 'l' : '');
  });

  it('that GitHub delivers again is not worked off twice', async () => {
    const { seen, handlers } = remembering();
    const bot = await useBot(await fresh(), handlers);
    const twice = await Promise.all([1, 2, 3].map(() => bot.deliver('issues', issue('octo/shop'), { id: 'same' })));
    expect(twice.map(({ status }) => status)).toEqual([200, 200, 200]);
    await eventually(async () => expect(await figure(bot.url, 'tollgate_deliveries{state="done"}')).toBe(1));
    await bot.deliver('issues', issue('octo/shop'), { id: 'same' });
    await bot.deliver('issues', issue('octo/shop'), { id: 'other' });
    await eventually(async () => expect(await figure(bot.url, 'tollgate_deliveries{state="done"}')).toBe(2));
    expect(seen.map(({ deliveryId }) => deliveryId)).toEqual(['same', 'other']);
  });

  it('is worked off in the order of arrival within its repository, and waits for no other repository', async () => {
    const finished: string[] = [];
    const { promise: othersDone, resolve } = Promise.withResolvers<void>();
    const handle: EventHandler = async ({ repository, payload }) => {
      const { number } = payload as { number: number };
      // The first of the slow repository holds up those behind it, and nobody else.
      if (repository?.repo === 'slow' && number === 0) await othersDone;
      finished.push(`${repository?.repo}${number}`);
      if (repository?.repo === 'quick' && number === 4) resolve();
    };
    const bot = await useBot(await fresh(), remembering(handle).handlers);
    for (let number = 0; number < 5; number += 1) {
      await Promise.all(['slow', 'quick'].map((repo) => bot.deliver('issues', issue(`octo/${repo}`, { number }))));
    }
    await eventually(() => expect(finished).toHaveLength(10));
    const of = (repo: string) => finished.filter((name) => name.startsWith(repo));
    expect(of('slow')).toEqual([0, 1, 2, 3, 4].map((number) => `slow${number}`));
    expect(of('quick')).toEqual([0, 1, 2, 3, 4].map((number) => `quick${number}`));
    expect(finished.indexOf('quick4')).toBeLessThan(finished.indexOf('slow0'));
  });

  it('that fails is tried again', async () => {
    let attempts = 0;
    const { handlers } = remembering(async () => {
      attempts += 1;
      if (attempts === 1) throw new Error('GitHub is down');
    });
    const bot = await useBot(await fresh(), handlers);
    await bot.deliver('issues', issue('octo/shop'));
    await eventually(async () => expect(await figure(bot.url, 'tollgate_deliveries{state="done"}')).toBe(1));
    expect(attempts).toBe(2);
    expect(bot.log()).toContain('GitHub is down');
  });

  it('that was stored before a restart is worked off after it', async () => {
    const store = await fresh();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const begun = remembering(() => held);
    const first = await useBot(store, begun.handlers);
    await first.deliver('issues', issue('octo/shop'), { id: 'running' });
    await first.deliver('issues', issue('octo/shop'), { id: 'behind it' });
    await eventually(() => expect(begun.seen).toHaveLength(1));
    const stopping = first.stop();
    release();
    await stopping;
    const { seen, handlers } = remembering();
    await useBot(store, handlers);
    await eventually(() => expect(seen.map(({ deliveryId }) => deliveryId)).toEqual(['behind it']));
  });
});
