import { setTimeout as wait } from 'node:timers/promises';
import { Connections } from './connections.ts';
import { answer, type Faulty, listen, type Switch } from './listen.ts';

const slow = 5000;
const workers = 6;
const timeout = 150;
const patience = 60_000;

/**
 * A service with 6 workers, one of whose routes asks another server; `POST /slow/on` makes that one take 5 s.
 *
 * The fault: it waits for it, and for as long as it likes.
 */
export async function startDependent(state: Switch): Promise<Faulty> {
  let delay = 0;
  const dependency = await listen(async (_, response) => {
    await wait(delay);
    answer(response, 200);
  });
  const pool = new Connections(workers);
  const ask = async () => {
    const signal = AbortSignal.timeout(state === 'fixed' ? timeout : patience);
    const answered = await fetch(dependency.address, { signal }).catch(() => null);
    return answered === null ? '{"shipping":"unknown"}' : answered.text();
  };
  return listen(
    async ({ url = '' }, response) => {
      if (url.startsWith('/slow/')) {
        delay = url === '/slow/on' ? slow : 0;
        return answer(response, 200);
      }
      await pool.take(patience);
      const body = url.startsWith('/checkout') ? await ask() : '{}';
      pool.giveBack();
      answer(response, 200, body);
    },
    () => dependency.stop(),
  );
}
