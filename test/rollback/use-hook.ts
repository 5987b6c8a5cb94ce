import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface Hook {
  readonly url: string;
  readonly messages: { readonly headers: Record<string, unknown>; readonly body: string }[];
  answer: { status: number; headers?: Record<string, string> };
}

/** A server of the team’s own. */
export async function useHook(): Promise<Hook> {
  const hook: Hook = { url: '', messages: [], answer: { status: 202 } };
  const reply = async (incoming: IncomingMessage, response: ServerResponse) => {
    hook.messages.push({ headers: incoming.headers, body: await text(incoming) });
    response.writeHead(hook.answer.status, hook.answer.headers).end();
  };
  const server = createServer((incoming, response) => void reply(incoming, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return Object.assign(hook, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/rollback` });
}
