import { createHash } from 'node:crypto';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { deadLetterRoutes } from '../../bot/api/dead-letter-routes.ts';
import { createBotServer } from '../../bot/http/create-server.ts';
import { operatorOf } from '../../bot/operator/operator.ts';
import { OperatorFile } from '../../bot/operator/operator-file.ts';
import { createInbox } from '../../bot/queue/inbox.ts';
import { openQueue } from '../../bot/queue/open-queue.ts';
import { Postponed } from '../../bot/queue/postponed.ts';
import { failDelivery, finishDeliveries } from '../../bot/store/deliveries.ts';
import { openStore } from '../../bot/store/open-store.ts';
import { useServer } from '../fixtures/use-server.ts';
import { eventually } from './eventually.ts';
import { describeOnEmbeddedStore } from './stores.ts';

const token = 'tollgate_of_the_operator';
const of = (text: string) => ({ name: 'x', sha256: createHash('sha256').update(text).digest('hex') });
const operator = operatorOf(
  OperatorFile.parse({
    version: 1,
    tokens: [of('another'), of(token)],
    repositories: { 'octo/shop': { tokens: [of('of a repository')] } },
  }),
);

describeOnEmbeddedStore('what the queue works off', (fresh) => {
  async function start() {
    const store = await openStore(await fresh(), () => {});
    const words: string[] = [];
    const queue = await openQueue(store, ({ message }) => words.push(message));
    onTestFinished(async () => {
      await queue.rest();
      await queue.close();
      await store.close();
    });
    const inbox = createInbox(store, queue);
    const put = (id: string) =>
      inbox.put({ id, event: 'push', action: null, repository: 'octo/shop', payload: '{"secret":"PLANTED"}' });
    const stateOf = async (id: string) =>
      (await store.query<{ state: string }>('SELECT state FROM deliveries WHERE id = $1', [id]))[0]?.state;
    const jobsOf = (id: string) =>
      store.query<{ state: string }>(`SELECT state FROM queue.job WHERE data->>'deliveryId' = $1`, [id]);
    return { store, queue, inbox, put, stateOf, jobsOf, words };
  }

  it('says nothing about an attempt that another has taken over', async () => {
    const { store, queue, put, jobsOf, stateOf } = await start();
    const begun: string[] = [];
    const ends = new Map<string, PromiseWithResolvers<void>>();
    queue.work(async ({ deliveryId }) => {
      begun.push(deliveryId);
      const end = Promise.withResolvers<void>();
      ends.set(deliveryId, end);
      await end.promise;
    });
    await put('slow');
    await put('behind it');
    await eventually(() => expect(begun).toEqual(['slow']));
    // Half a minute without a word from here: another replica has it now.
    await store.query(`UPDATE queue.job SET retry_count = retry_count + 1 WHERE data->>'deliveryId' = 'slow'`);
    ends.get('slow')?.resolve();
    await expect.poll(() => ends.size, { timeout: 1500 }).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await jobsOf('slow')).toEqual([{ state: 'active' }]);
    expect(begun).toEqual(['slow']);
    // The other replica is through; what fails late turns nothing back.
    await finishDeliveries(store, ['slow']);
    await failDelivery(store, 'slow', { error: 'too late', isLast: false });
    expect(await stateOf('slow')).toBe('done');
  });

  it('is not taken again at once where its time is over by a clock that is behind', async () => {
    const { queue, put } = await start();
    const at: number[] = [];
    queue.work(async () => {
      at.push(performance.now());
      if (at.length < 2) throw new Postponed('not yet', new Date(Date.now() - 600_000));
    });
    await put('early');
    await eventually(() => expect(at).toHaveLength(2));
    const [first = 0, second = 0] = at;
    expect(second - first).toBeGreaterThan(900);
  });

  it('is given up where no attempt came to its end, holds up nobody, and gets another chance from the operator', async () => {
    const { store, queue, inbox, put, stateOf, words } = await start();
    await put('slot:octo/shop/1');
    await put('behind it');
    await store.query(
      `UPDATE queue.job SET state = 'failed', retry_count = retry_limit, output = '{"value":{"message":"heartbeat"}}'
       WHERE data->>'deliveryId' LIKE 'slot%'`,
    );
    const seen: string[] = [];
    queue.work(async ({ deliveryId }) => {
      seen.push(deliveryId);
      await finishDeliveries(store, [deliveryId]);
    });
    await eventually(() => expect(seen).toEqual(['behind it']));
    await eventually(async () => expect(await stateOf('slot:octo/shop/1')).toBe('dead'));
    expect(words).toEqual(['delivery slot:octo/shop/1 is given up: no attempt came to its end: heartbeat']);

    const log = pino({ level: 'silent' });
    const routes = deadLetterRoutes({ store, inbox, operator, log });
    const server = createBotServer(routes, { onError: (error) => words.push(String(error)), onFull: () => {} });
    const host = await useServer(server);
    const ask = async (method: string, path: string, given: string | null = token) => {
      const headers = given === null ? {} : { authorization: `Bearer ${given}` };
      const answer = await fetch(`http://${host}/api/v1/deliveries/${path}`, { method, headers });
      return { status: answer.status, text: await answer.text() };
    };
    for (const stranger of [null, 'hello', 'of a repository', `${token}x`]) {
      expect((await ask('GET', 'dead', stranger)).status).toBe(401);
      expect((await ask('POST', 'slot%3Aocto%2Fshop%2F1/retry', stranger)).status).toBe(401);
    }
    const shown = await ask('GET', 'dead');
    expect(shown.text).not.toContain('PLANTED');
    expect(JSON.parse(shown.text)).toMatchObject({
      deliveries: [
        { id: 'slot:octo/shop/1', event: 'push', repository: 'octo/shop', error: expect.stringContaining('heartbeat') },
      ],
    });
    expect((await ask('POST', 'nobody/retry')).status).toBe(404);
    expect((await ask('POST', '%zz/retry')).status).toBe(404);
    expect(await ask('POST', 'behind%20it/retry')).toMatchObject({ status: 409 });
    expect((await ask('POST', 'slot%3Aocto%2Fshop%2F1/retry')).status).toBe(202);
    await eventually(() => expect(seen).toEqual(['behind it', 'slot:octo/shop/1']));
    await eventually(async () => expect(await stateOf('slot:octo/shop/1')).toBe('done'));
    expect(JSON.parse((await ask('GET', 'dead')).text)).toEqual({ deliveries: [] });
  });
});
