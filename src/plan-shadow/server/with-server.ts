import type { ServerPrograms } from './find-server.ts';
import { startServer } from './start-server.ts';
import type { ThrowAwayServer } from './throw-away-server.ts';

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Does work with a throw-away server; server and folder are gone afterwards, also where a signal ends this program. */
export async function withServer<T>(
  programs: ServerPrograms,
  work: (server: ThrowAwayServer) => Promise<T>,
): Promise<T> {
  const server = await startServer(programs);
  const handlers = Object.entries(signals).map(([signal, code]) => {
    const handler = () => {
      // oxlint-disable-next-line promise/prefer-await-to-then -- a signal's handler cannot wait
      void server.stop().finally(() => process.exit(code));
    };
    process.once(signal, handler);
    return { signal, handler };
  });
  try {
    return await work(server);
  } finally {
    for (const { signal, handler } of handlers) process.off(signal, handler);
    await server.stop();
  }
}
