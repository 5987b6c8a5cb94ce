import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { answerAsGitHub, type GitHubAnswer, type GitHubRequest, Unexpected } from './github-routes.ts';
import type { GitHubState } from './github-state.ts';

export interface FakeGitHub {
  readonly url: string;
  readonly token: string;
  readonly repository: string;
  readonly comments: readonly { readonly id: number; readonly author: string; readonly body: string }[];
  /** "METHOD /path" of every request so far, with its query. */
  readonly requests: readonly string[];
  /** Closes the server. Throws if a request came that the real GitHub would refuse or Tollgate must not send. */
  stop(): Promise<void>;
}

const nothing: GitHubState = {
  token: 'ghs_0123456789abcdefTOKEN',
  repository: 'octo/shop',
  files: {},
  comments: [],
  pullRequest: 7,
  writesAs: 'github-actions[bot]',
  mayRead: true,
  mayWrite: true,
};

/** Starts a GitHub of just the few operations that the Action uses, strict about method, path, body and token. */
export async function startFakeGitHub(given: Partial<GitHubState> = {}): Promise<FakeGitHub> {
  const state = { ...nothing, comments: [], ...given };
  const requests: string[] = [];
  const violations: string[] = [];
  let url = '';
  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = await read(incoming);
    const line = `${request.method} ${decodeURIComponent(incoming.url ?? '')}`;
    requests.push(line);
    reply(
      response,
      attempt(request, (violation) => violations.push(`${line}: ${violation}`)),
    );
  };
  const attempt = (request: GitHubRequest, note: (violation: string) => void): GitHubAnswer => {
    try {
      return answerAsGitHub(request, state, url);
    } catch (error) {
      note(error instanceof Unexpected ? error.message : String(error));
      return { status: 418, body: { message: 'the fake did not expect this' } };
    }
  };
  const server = createServer((incoming, response) => void handle(incoming, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return {
    url,
    token: state.token,
    repository: state.repository,
    comments: state.comments,
    requests,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      if (violations.length > 0) throw new Error(`GitHub did not expect:\n${violations.join('\n')}`);
    },
  };
}

async function read(incoming: IncomingMessage): Promise<GitHubRequest> {
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://fake');
  return {
    method: incoming.method ?? '',
    path: pathname,
    query: searchParams,
    headers: incoming.headers,
    body: await text(incoming),
  };
}

function reply(response: ServerResponse, { status, body, headers = {} }: GitHubAnswer): void {
  const isText = typeof body === 'string';
  response.writeHead(status, {
    'content-type': isText ? 'application/vnd.github.raw; charset=utf-8' : 'application/json; charset=utf-8',
    ...headers,
  });
  response.end(isText ? body : JSON.stringify(body));
}
