import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AppAnswer } from './answering.ts';
import { appOperations } from './app-operations.ts';
import { type AppState, emptyState } from './app-state.ts';
import { type AppRequest, requestViolations } from './check-request.ts';
import { bodySchema, completed, type Operation, operations, violationsOf } from './description/description.ts';
import { artifactsOf } from './operations/artifacts.ts';

/** What became of an answer: an error in its place, half of it, nothing; or all or half of it so late that nobody waits for it any more. */
export type Spoilt = 'done-500' | 'half' | 'silence' | 'late' | 'half-late';

export interface AppGitHub {
  readonly url: string;
  readonly state: AppState;
  /** "operation path" of every request so far. */
  readonly requests: readonly string[];
  /** What GitHub's description has against what was asked, and against what the fake answered. */
  readonly violations: readonly string[];
  /** Answers instead of the fake where it gives an answer: errors, limits. */
  disturb: (operationId: string, path: string) => AppAnswer | null;
  /** Does what is asked, and loses the answer on its way back. */
  spoil: (operationId: string, path: string) => Spoilt | null;
  /** How long GitHub takes before it does anything. */
  pause: (operationId: string) => Promise<void>;
  /** Told when a request was carried out, before it is answered; true where its answer is to be lost. */
  afterwards: (operationId: string) => boolean;
  stop(): Promise<void>;
}

/** A reference may hold slashes, so that several patterns can fit: the one with most parts is meant. */
function operationOf({ method, path }: AppRequest): Operation | undefined {
  const parts = (operation: Operation) => operation.path.split('/').length;
  return operations
    .filter((one) => one.method === method && one.pattern.test(path))
    .toSorted((a, b) => parts(b) - parts(a))[0];
}

async function read(incoming: IncomingMessage): Promise<AppRequest> {
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://fake');
  const body = await text(incoming);
  return {
    method: incoming.method ?? '',
    path: decodeURIComponent(pathname),
    query: searchParams,
    token: (incoming.headers.authorization ?? '').replace(/^(bearer|token) /i, ''),
    accept: incoming.headers.accept ?? '',
    body: body === '' ? undefined : JSON.parse(body),
  };
}

/** The App itself is known by a JWT, its installation, a job and a person by a token; nobody else is answered. */
function isAuthorised({ operationId }: Operation, { token }: AppRequest, { accounts }: AppState): boolean {
  const isApp = operationId.startsWith('apps/') && operationId !== 'apps/list-repos-accessible-to-installation';
  return isApp ? token.split('.').length === 3 : accounts.has(token);
}

function send(response: ServerResponse, { status, body, wire, headers = {} }: AppAnswer, spoilt: Spoilt | null): void {
  if (spoilt === 'silence') {
    response.destroy();
    return;
  }
  if (spoilt === 'done-500') {
    response.writeHead(500, { 'content-type': 'application/json' }).end('{"message":"Server Error"}');
    return;
  }
  if (spoilt === 'late') return;
  const isText = typeof body === 'string';
  const text = isText || body === undefined ? body : (wire ?? JSON.stringify(body));
  response.writeHead(status, {
    'content-type': isText ? 'application/vnd.github.raw; charset=utf-8' : 'application/json; charset=utf-8',
    ...headers,
  });
  if (spoilt === 'half-late') response.write(String(text).slice(0, 10));
  else if (spoilt === 'half') response.write(String(text).slice(0, 10), () => response.destroy());
  else response.end(text);
}

/**
 * Starts a GitHub on which the App is installed; it checks every request and every answer against GitHub's own description.
 *
 * @param state what it holds; the tests read from it what was done
 */
export async function startAppGitHub(state: AppState = emptyState()): Promise<AppGitHub> {
  const requests: string[] = [];
  const violations: string[] = [];
  const answer = (request: AppRequest): AppAnswer => {
    const operation = operationOf(request);
    // The cut holds repositories only; this one says who a token stands for.
    if (request.method === 'GET' && request.path === '/user')
      return { status: 200, body: { login: state.accounts.get(request.token) ?? '' } };
    if (operation === undefined) {
      violations.push(`${request.method} ${request.path}: no such operation in the cut`);
      return { status: 418, body: { message: 'unknown' } };
    }
    const { operationId } = operation;
    requests.push(`${operationId} ${request.path}`);
    const note = (found: readonly string[]) =>
      violations.push(...found.map((violation) => `${operationId} ${request.path}: ${violation}`));
    note(requestViolations(operation, request));
    if (!isAuthorised(operation, request, state)) note(['sent without the right token']);
    const disturbed = github.disturb(operationId, request.path);
    if (disturbed !== null) return disturbed;
    const answering = appOperations.get(operationId);
    if (answering === undefined) {
      note(['the fake has no answer to this']);
      return { status: 418, body: { message: 'unknown' } };
    }
    const path = operation.pattern.exec(request.path)?.groups ?? {};
    const given = answering({
      request,
      state,
      path,
      origin: github.url,
      blobs: github.url.replace('127.0.0.1', 'localhost'),
    });
    const schema = bodySchema(operation.responses[String(given.status)]);
    const isJson = schema !== undefined && typeof given.body !== 'string';
    const body = isJson ? completed(schema, given.body ?? {}) : given.body;
    if (operation.responses[String(given.status)] === undefined && given.undescribed !== true)
      note([`GitHub never answers ${given.status}`]);
    if (schema !== undefined && typeof body !== 'string')
      note(violationsOf(schema, body).map((one) => `answer: ${one}`));
    return { ...given, body };
  };
  const server = createServer((incoming, response) => void reply(incoming, response));
  const reply = async (incoming: IncomingMessage, response: ServerResponse) => {
    const blob = /^\/blob\/(\d+)$/.exec(incoming.url ?? '')?.[1];
    if (blob !== undefined) {
      // Where GitHub keeps archives: another host, that must never see a token.
      if (incoming.headers.authorization !== undefined) violations.push('a token was sent to the blob store');
      const found = artifactsOf(state).find(({ id }) => String(id) === blob);
      response.writeHead(200, { 'content-type': 'application/zip' }).end(found?.archive);
      return;
    }
    const request = await read(incoming);
    await github.pause(operationOf(request)?.operationId ?? '');
    const given = answer(request);
    if (github.afterwards(operationOf(request)?.operationId ?? '')) {
      incoming.destroy();
      return;
    }
    send(response, given, github.spoil(operationOf(request)?.operationId ?? '', request.path));
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const github: AppGitHub = {
    url: `http://127.0.0.1:${port}`,
    state,
    requests,
    violations,
    disturb: () => null,
    pause: async () => {},
    afterwards: () => false,
    spoil: () => null,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return github;
}
