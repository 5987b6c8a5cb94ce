import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { administration, withClient } from './connect.ts';
import type { ThrowAwayServer } from './throw-away-server.ts';

/** initdb makes three databases alike; copies are made of the one that is kept, in any locale. */
const spare = ['postgres', 'template1'];

/**
 * Removes the maps of free space and of visible rows of a server that does not run: a sixth of each of its databases. The server does
 * without, and every later copy is the smaller for it.
 */
export async function removeMaps(data: string): Promise<void> {
  const base = join(data, 'base');
  const paths = await readdir(base, { recursive: true });
  const maps = paths.filter((path) => /_(fsm|vm)$/.test(path));
  await Promise.all(maps.map((path) => rm(join(base, path))));
}

/** Drops the databases that a shadow has no use for; the one that is left is for its superuser only. */
export async function keepOneDatabase(server: ThrowAwayServer): Promise<void> {
  await withClient(server, { database: 'postgres' }, async (client) => {
    await client.query(`ALTER DATABASE ${administration} ALLOW_CONNECTIONS true`);
    await client.query(`REVOKE ALL ON DATABASE ${administration} FROM PUBLIC`);
  });
  await withClient(server, { database: administration }, async (client) => {
    await client.query('ALTER DATABASE template1 IS_TEMPLATE false');
    for (const name of spare) await client.query(`DROP DATABASE ${name}`);
  });
}
