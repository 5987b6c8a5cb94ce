import { setTimeout as wait } from 'node:timers/promises';
import { Connections } from './connections.ts';
import { answer, type Faulty, listen, type Switch } from './listen.ts';

const size = 5;
const query = 30;
/** The fault: the connection is kept while something else is waited for, ten times as long as it is used. */
const other = 300;
const patience = 900;

/** A service with a pool of 5 connections, which takes 900 ms of waiting for one as failed. */
export async function startPool(state: Switch): Promise<Faulty> {
  const pool = new Connections(size);
  return listen(async (_, response) => {
    if (!(await pool.take(patience))) return answer(response, 503);
    await wait(query);
    if (state === 'faulty') await wait(other);
    pool.giveBack();
    if (state === 'fixed') await wait(other);
    answer(response, 200);
  });
}
