import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as the server saw it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** `performance.now()` when it came. */
  readonly at: number;
}

export interface Answering {
  /** Milliseconds before the answer. */
  readonly delay?: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Staging {
  readonly address: string;
  readonly seen: Seen[];
  readonly connections: () => number;
  readonly mostAtOnce: () => number;
  readonly stop: () => Promise<void>;
}

/** A server on a free port that notes every request; what it answers is decided per request. */
export async function startStaging(answer: (request: Seen) => Answering = () => ({})): Promise<Staging> {
  const seen: Seen[] = [];
  let [connections, now, most] = [0, 0, 0];
  const server = createServer((request, response) => {
    const one = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      at: performance.now(),
    };
    seen.push(one);
    now += 1;
    most = Math.max(most, now);
    const { delay = 0, status = 200, headers = {}, body = '{"ok":true}' } = answer(one);
    request.resume();
    setTimeout(() => {
      now -= 1;
      // Without its length Node closes the connection after the answer to a HEAD request.
      const length = String(Buffer.byteLength(body));
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': length, ...headers });
      response.end(body);
    }, delay);
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    seen,
    connections: () => connections,
    mostAtOnce: () => most,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
