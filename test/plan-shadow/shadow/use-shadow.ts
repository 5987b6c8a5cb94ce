import { afterAll, beforeAll } from 'vitest';
import type { DataCatalogue } from '../../../src/model/sections/data.ts';
import { findServer } from '../../../src/plan-shadow/server/find-server.ts';
import { startServer } from '../../../src/plan-shadow/server/start-server.ts';
import { openShadow } from '../../../src/plan-shadow/shadow/build-shadow.ts';
import type { Shadow } from '../../../src/plan-shadow/shadow/shadow.ts';
import { findPostgres } from '../../postgres-server/find-postgres.ts';

/** One shadow for all tests of the surrounding `describe`, with databases of their own; it allows little. */
export function useShadow(catalogue: DataCatalogue): () => Shadow {
  let shadow: Shadow | undefined;
  beforeAll(async () => {
    const found = findPostgres(catalogue.server.major);
    if ('missing' in found) throw new Error(found.missing);
    const server = await startServer(await findServer(found.bin, catalogue.server.major));
    shadow = await openShadow(server, catalogue, { seconds: 1, totalSeconds: 30, diskBytes: 128 * 1024 ** 2 });
  }, 60_000);
  afterAll(() => shadow?.server.stop());
  return () => {
    if (shadow === undefined) throw new Error('the shadow is made before the tests');
    return shadow;
  };
}
