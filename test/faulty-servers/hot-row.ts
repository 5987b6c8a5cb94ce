import { Pool } from 'pg';
import { answer, type Faulty, listen, type Switch } from './listen.ts';

/** What a server for it must be filled with. */
export const hotRows =
  'create table stock (id int primary key, n int not null); insert into stock values (1, 0), (2, 0);';

const held = 0.2;

/**
 * A service that takes from two rows of one table in one transaction; the fault: in an order of its own each time, and something
 * slow is done while the rows are locked.
 */
export async function startHotRow(state: Switch, connectionString: string): Promise<Faulty> {
  const pool = new Pool({ connectionString, max: 12 });
  let turn = 0;
  return listen(
    async (_, response) => {
      const client = await pool.connect();
      turn += 1;
      const rows = state === 'faulty' && turn % 2 === 0 ? [2, 1] : [1, 2];
      try {
        await client.query('begin');
        for (const row of rows) {
          await client.query('update stock set n = n + 1 where id = $1', [row]);
          if (state === 'faulty') await client.query('select pg_sleep($1)', [held]);
        }
        await client.query('commit');
        answer(response, 200);
      } catch (error) {
        await client.query('rollback');
        answer(response, 500, JSON.stringify(String(error)));
      } finally {
        client.release();
      }
    },
    () => pool.end(),
  );
}
