import { afterAll, beforeAll } from 'vitest';
import { type PostgresOptions, type PostgresServer, startPostgres } from './start-postgres.ts';

/** One server for all tests of the surrounding `describe`; it is there once they run. */
export function usePostgres(
  options: PostgresOptions,
  fill: (server: PostgresServer) => Promise<void> = async () => {},
): () => PostgresServer {
  let server: PostgresServer | undefined;
  beforeAll(async () => {
    server = await startPostgres(options);
    await fill(server);
  }, 120_000);
  afterAll(() => server?.stop());
  return () => {
    if (server === undefined) throw new Error('the server is started before the tests and stopped after them');
    return server;
  };
}
