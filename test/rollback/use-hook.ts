import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { useServer } from '../fixtures/use-server.ts';

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
  const host = await useServer(server);
  return Object.assign(hook, { url: `http://${host}/rollback` });
}
