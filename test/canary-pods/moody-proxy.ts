import { once } from 'node:events';
import { createServer, request } from 'node:http';

/** How a proxy treats what comes: hands it on, answers with a status or a page, or hangs up. */
export type Mood = 'up' | 'cut' | 'page' | 401 | 429 | 503;

/** A proxy in front of a server whose mood can change. */
export interface MoodyProxy {
  readonly url: string;
  mood: Mood;
  stop(): Promise<void>;
}

/** Puts a proxy on a free loopback port in front of `target`. */
export async function startMoodyProxy(target: string): Promise<MoodyProxy> {
  const server = createServer((incoming, outgoing) => {
    const { mood } = proxy;
    if (mood === 'cut') {
      outgoing.destroy();
      return;
    }
    if (mood !== 'up') {
      outgoing.writeHead(mood === 'page' ? 200 : mood, { 'content-type': 'text/html' }).end('<h1>Sorry</h1>');
      return;
    }
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
  const proxy: MoodyProxy = {
    url: '',
    mood: 'up',
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return Object.assign(proxy, { url: `http://127.0.0.1:${port}` });
}
