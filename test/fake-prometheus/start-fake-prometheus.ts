import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request as the fake server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  /** Of the address and of the form in the body. */
  readonly parameters: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

/** What the fake server says: text as it is, anything else as JSON; `never` keeps the connection open without a word. */
export type FakeAnswer =
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  | 'never'
  | 'cut';

export interface FakePrometheus {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** Closes the server. Throws if a request came that it had no answer for. */
  stop(): Promise<void>;
}

/** Starts a server of scripted answers on a free loopback port, for what a healthy Prometheus does not do. */
export async function startFakePrometheus(
  answer: (request: SeenRequest) => FakeAnswer | undefined,
): Promise<FakePrometheus> {
  const requests: SeenRequest[] = [];
  const unanswered: string[] = [];
  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = await read(incoming);
    requests.push(request);
    const given = answer(request);
    if (given === undefined) unanswered.push(`${request.method} ${request.path}?${request.parameters.toString()}`);
    reply(response, given ?? { status: 418, body: 'the test has no answer for this' });
  };
  const server = createServer((incoming, response) => void handle(incoming, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      if (unanswered.length > 0) throw new Error(`the test has no answer for:\n${unanswered.join('\n')}`);
    },
  };
}

async function read(incoming: IncomingMessage): Promise<SeenRequest> {
  const url = new URL(incoming.url ?? '/', 'http://fake');
  const form = new URLSearchParams(await text(incoming));
  const parameters = new URLSearchParams([...url.searchParams, ...form]);
  return { method: incoming.method ?? '', path: url.pathname, parameters, headers: incoming.headers };
}

function reply(response: ServerResponse, answer: FakeAnswer): void {
  if (answer === 'never') return;
  if (answer === 'cut') {
    response.destroy();
    return;
  }
  const { status = 200, headers = {}, body = '' } = answer;
  const isText = typeof body === 'string';
  response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json', ...headers });
  response.end(isText ? body : JSON.stringify(body));
}
