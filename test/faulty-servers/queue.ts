import { setTimeout as wait } from 'node:timers/promises';
import { Connections } from './connections.ts';
import { answer, type Faulty, listen, type Switch } from './listen.ts';

const work = 50;
const endless = 600_000;
const longestQueue = 5;

/** A service that does 20 requests per second, one after the other; the fault: it also does those whose client has left. */
export async function startQueue(state: Switch): Promise<Faulty> {
  const worker = new Connections(1);
  return listen(async (_, response) => {
    if (state === 'fixed' && worker.queue >= longestQueue) return answer(response, 503);
    await worker.take(endless);
    if (state === 'faulty' || !response.destroyed) await wait(work);
    worker.giveBack();
    answer(response, 200);
  });
}
