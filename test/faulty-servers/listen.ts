import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A running server on loopback. */
export interface Faulty {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** Whether a server has the fault of the incident. */
export type Switch = 'faulty' | 'fixed';

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Ends an answer that its client may have stopped waiting for. */
export function answer(response: ServerResponse, status: number, body = '{}'): void {
  if (!response.destroyed) response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}

/** Serves on a free port; what a handler throws is a 500. */
export async function listen(handler: Handler, ended: () => Promise<void> = async () => {}): Promise<Faulty> {
  const server = createServer((request, response) => {
    request.resume();
    handler(request, response).catch((error: unknown) => answer(response, 500, JSON.stringify(String(error))));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
    await ended();
  };
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}
