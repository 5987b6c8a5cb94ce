import { setTimeout as wait } from 'node:timers/promises';
import { Connections } from './connections.ts';
import { answer, type Faulty, listen, type Switch } from './listen.ts';

const fill = 200;
const endless = 60_000;

/** A service whose one cache entry takes 200 ms to make, one at a time; the fault: everybody who misses it makes it. */
export async function startCache(state: Switch): Promise<Faulty> {
  const origin = new Connections(1);
  let entry: string | null = null;
  let filling: Promise<void> | null = null;
  const make = async () => {
    await origin.take(endless);
    await wait(fill);
    origin.giveBack();
    entry = '{"best":"sellers"}';
    filling = null;
  };
  return listen(async ({ url }, response) => {
    if (url === '/flush') {
      entry = null;
      return answer(response, 204);
    }
    if (entry === null && state === 'faulty') await make();
    else if (entry === null) await (filling ??= make());
    answer(response, 200, entry ?? '{}');
  });
}
