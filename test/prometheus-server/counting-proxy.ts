import { once } from 'node:events';
import { createServer, request } from 'node:http';

/** A proxy in front of a server that writes down what passes. */
export interface CountingProxy {
  readonly url: string;
  /** Method and path of every request so far. */
  readonly seen: readonly string[];
  stop(): Promise<void>;
}

/** Puts a proxy on a free loopback port in front of `target`. */
export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const seen: string[] = [];
  const server = createServer((incoming, outgoing) => {
    seen.push(`${incoming.method} ${incoming.url?.split('?')[0]}`);
    const onward = request(
      new URL(incoming.url ?? '/', target),
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
