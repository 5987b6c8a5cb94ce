import type { Profile } from '../../../src/model/profile.ts';
import type { DataCatalogue } from '../../../src/model/sections/data.ts';
import { findServer } from '../../../src/plan-shadow/server/find-server.ts';
import { withServer } from '../../../src/plan-shadow/server/with-server.ts';
import { openShadow } from '../../../src/plan-shadow/shadow/build-shadow.ts';
import type { Shadow } from '../../../src/plan-shadow/shadow/shadow.ts';
import { readCatalogue } from '../../../src/probes/data/read-catalogue.ts';
import { inSession } from '../../../src/probes/data/session.ts';
import { productionShop, shopSql } from '../../fixtures/database/shop.ts';
import { findPostgres } from '../../postgres-server/find-postgres.ts';
import type { PostgresServer } from '../../postgres-server/start-postgres.ts';
import { partsRows, partsSchema } from './real-shop.ts';

/** Fills a server's database `production` with a shop of so many orders, its payments, sessions and clicks. */
export async function fillProduction(server: PostgresServer, orders: number): Promise<void> {
  await server.createDatabase('production', { sql: shopSql(productionShop(orders)) });
  await server.run(partsSchema + partsRows, 'production');
}

/** What production's planner knows: all of it, or with every value treated. */
export function collect(server: PostgresServer, isRedacted: boolean): Promise<DataCatalogue> {
  const database = {
    url: server.url('production'),
    role: null,
    safeColumns: isRedacted ? [] : ['*.*.*'],
    leastRows: 20,
    key: 'a key of the tests',
    timeoutSeconds: 20,
  };
  return inSession(database, (session) => readCatalogue(session, database));
}

/** Production's profile, collected now. */
export async function profileOf(server: PostgresServer, isRedacted: boolean): Promise<Profile> {
  const now = new Date();
  return {
    schema: 'tollgate.profile/1',
    tool: { name: 'tollgate', version: '0.1.0' },
    environment: 'production',
    subject: { service: 'shop', region: null, release: null },
    collectedAt: now.toISOString(),
    window: { from: new Date(now.getTime() - 3_600_000).toISOString(), to: now.toISOString() },
    sections: {},
    catalogues: { data: await collect(server, isRedacted) },
    history: [],
    queries: {},
  };
}

/** Does work with a shadow on the version that the catalogue names. */
export async function inShadow<T>(catalogue: DataCatalogue, work: (shadow: Shadow) => Promise<T>): Promise<T> {
  const found = findPostgres(catalogue.server.major);
  if ('missing' in found) throw new Error(found.missing);
  const programs = await findServer(found.bin, catalogue.server.major);
  return withServer(programs, async (server) =>
    work(await openShadow(server, catalogue, { seconds: 3, totalSeconds: 30, diskBytes: 256 * 1024 ** 2 })),
  );
}
