import { expect, it } from 'vitest';
import { dueMissed, mostAsks, noteAsked, noteMissed } from '../../bot/store/missed-deliveries.ts';
import { openStore } from '../../bot/store/open-store.ts';
import { emptyState, type KeptAttempt } from '../fake-github/app-state.ts';
import { eventually } from './eventually.ts';
import { describeOnStores } from './stores.ts';
import { useAppGitHub } from './use-app-github.ts';
import { useBot } from './use-bot.ts';

const minutes = (count: number) => count * 60_000;
const start = Date.now();
let numbered = 9_100_000_000_000_000_000n;
/** A number beyond what JavaScript counts exactly: asking for a neighbour is refused. */
const failed = (guid: string, minutesAgo: number, status = 0): KeptAttempt => ({
  id: String((numbered += 1n)),
  guid,
  deliveredAt: new Date(start - minutes(minutesAgo)),
  status,
});
const listings = (github: { requests: readonly string[] }) =>
  github.requests.filter((request) => request.startsWith('apps/list-webhook-deliveries'));

describeOnStores('the sweep', (fresh) => {
  /** A GitHub that delivers to a bot, and a bot that remembers what it did. */
  async function world(attempts: readonly KeptAttempt[]) {
    const github = await useAppGitHub({ ...emptyState(), attempts: [...attempts] });
    const done: string[] = [];
    const asked: string[] = [];
    const handlers = new Map([['issues', async (event: { deliveryId: string }) => void done.push(event.deliveryId)]]);
    const begin = async () => {
      const bot = await useBot(await fresh(), handlers, { githubApi: github.url, sweepMilliseconds: 50 });
      github.state.redeliver = ({ guid }) => {
        asked.push(guid);
        void bot.deliver('issues', { action: 'opened', repository: { full_name: 'octo/shop' } }, { id: guid });
      };
      return bot;
    };
    return { github, begin, done, asked };
  }

  it('brings what did not arrive while the bot was away, over all pages, once', async () => {
    const missed = Array.from({ length: 230 }, (_, index) => failed(`missed-${index}`, 5 + index));
    const again = failed('missed-0', 4);
    const { github, begin, done, asked } = await world([again, ...missed]);
    await begin();
    await eventually(() => expect(new Set(done).size).toBe(230));
    const before = listings(github).length;
    await eventually(() => expect(listings(github).length).toBeGreaterThan(before + 3));
    expect(asked.toSorted()).toEqual(missed.map(({ guid }) => guid).toSorted());
    expect(done).toHaveLength(230);
  });

  it('asks for nothing that was stored although GitHub got no answer, and for nothing older than GitHub keeps', async () => {
    const { github, begin, done, asked } = await world([]);
    const bot = await begin();
    await bot.deliver('issues', { action: 'opened', repository: { full_name: 'octo/shop' } }, { id: 'slow answer' });
    github.state.attempts.unshift(failed('slow answer', 0), failed('too old', 60 * 24 * 4));
    const before = listings(github).length;
    await eventually(() => expect(listings(github).length).toBeGreaterThan(before + 3));
    expect({ asked, done }).toEqual({ asked: [], done: ['slow answer'] });
  });

  it('asks no second time for what GitHub refuses', async () => {
    const { github, begin } = await world([failed('gone', 6)]);
    github.disturb = (operation) =>
      operation === 'apps/redeliver-webhook-delivery' ? { status: 422, body: { message: 'too old' } } : null;
    await begin();
    await eventually(() => expect(listings(github).length).toBeGreaterThan(4));
    expect(github.requests.filter((one) => one.startsWith('apps/redeliver'))).toHaveLength(1);
  });

  it('asks again for what failed again, later each time, and gives up in the end', async () => {
    const store = await openStore(await fresh(), () => {});
    const waits: (number | null)[] = [];
    for (let attempt = 1; attempt <= mostAsks + 1; attempt += 1) {
      await noteMissed(store, [{ id: 'stubborn', attempt: String(attempt), failedAt: new Date(start + attempt) }]);
      const [row] = await store.query<{ minutes: number | null }>(
        'SELECT round(extract(epoch FROM ask_at - now()) / 60)::float8 AS minutes FROM missed_deliveries',
      );
      waits.push(row?.minutes ?? null);
      await store.query('UPDATE missed_deliveries SET ask_at = now()');
      const due = await dueMissed(store, 10);
      expect(due).toEqual(attempt <= mostAsks ? [{ id: 'stubborn', attempt: String(attempt) }] : []);
      await noteAsked(store, 'stubborn');
    }
    await store.close();
    expect(waits).toEqual([0, 5, 10, 20, 40, 80, 160, 320, 640]);
  });

  it('goes on where GitHub broke it off', async () => {
    const missed = Array.from({ length: 120 }, (_, index) => failed(`missed-${index}`, 5 + index));
    const { github, begin, done } = await world(missed);
    let requests = 0;
    github.disturb = (operation) => {
      const isSecondPage = operation === 'apps/list-webhook-deliveries' && (requests += 1) === 2;
      return isSecondPage ? { status: 502, body: { message: 'unicorn' } } : null;
    };
    await begin();
    await eventually(() => expect(new Set(done).size).toBe(120));
  });
});
