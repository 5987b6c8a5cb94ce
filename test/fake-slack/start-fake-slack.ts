import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { mentionsIn, refusalOf } from './check-message.ts';

/** A message as it stands in a channel. */
export interface SlackPost {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | null;
  text: string;
  blocks: unknown;
  edits: number;
  readonly metadata: unknown;
}

/** How Slack misbehaves: an answer of its own, no answer for so long, or half of one, with or without doing its work. */
export type Disturbance =
  | { readonly kind: 'answer'; readonly status: number; readonly body: string; readonly retryAfter?: number }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  | { readonly kind: 'half' }
  | { readonly kind: 'cut'; readonly isDone: boolean };

export interface FakeSlack {
  /** As `SLACK_API_URL`. */
  readonly apiUrl: string;
  /** For response addresses. */
  readonly url: string;
  readonly posts: SlackPost[];
  /** "method channel" of every call so far. */
  readonly calls: string[];
  /** What was sent to each response address. */
  readonly responses: { readonly path: string; readonly body: { readonly text?: string; readonly blocks?: unknown } }[];
  /** What Slack would have against what it was asked. */
  readonly violations: string[];
  /** Rights of the token. */
  readonly scopes: Set<string>;
  /** Channels that the app is in. */
  readonly channels: Set<string>;
  disturb: (method: string) => Disturbance | null;
  stop(): Promise<void>;
}

export const botToken = 'xoxb-1-of-the-tests';

type Given = ReadonlyMap<string, string>;
type Answer = Record<string, unknown>;

const known = new Map([
  ['chat.postMessage', ['channel', 'thread_ts', 'text', 'blocks', 'metadata', 'unfurl_links']],
  ['chat.update', ['channel', 'ts', 'text', 'blocks']],
  ['conversations.history', ['channel', 'oldest', 'include_all_metadata', 'limit']],
  ['conversations.replies', ['channel', 'ts', 'oldest', 'include_all_metadata', 'limit']],
]);
const scopeOf = (method: string) => (method.startsWith('chat.') ? 'chat:write' : 'channels:history');
const jsonOf = (given: Given, name: string): unknown => {
  const text = given.get(name);
  return text === undefined ? undefined : JSON.parse(text);
};

function post(slack: FakeSlack, given: Given): Answer {
  const text = given.get('text') ?? '';
  const blocks = jsonOf(given, 'blocks');
  const refusal = refusalOf(text, blocks);
  if (refusal !== null) return { ok: false, error: refusal };
  const threadTs = given.get('thread_ts') ?? null;
  if (threadTs !== null && !slack.posts.some(({ ts }) => ts === threadTs))
    return { ok: false, error: 'thread_not_found' };
  const channel = given.get('channel') ?? '';
  const ts = `${Math.floor(Date.now() / 1000)}.${String(slack.posts.length + 1).padStart(6, '0')}`;
  slack.posts.push({ channel, ts, threadTs, text, blocks, edits: 0, metadata: jsonOf(given, 'metadata') });
  slack.violations.push(...mentionsIn([text, blocks]));
  return { ok: true, channel, ts };
}

function update(slack: FakeSlack, given: Given): Answer {
  const found = slack.posts.find(({ ts, channel }) => ts === given.get('ts') && channel === given.get('channel'));
  if (found === undefined) return { ok: false, error: 'message_not_found' };
  const text = given.get('text') ?? '';
  const blocks = jsonOf(given, 'blocks');
  const refusal = refusalOf(text, blocks);
  if (refusal !== null) return { ok: false, error: refusal };
  Object.assign(found, { text, blocks, edits: found.edits + 1 });
  slack.violations.push(...mentionsIn([text, blocks]));
  return { ok: true, channel: found.channel, ts: found.ts };
}

function list(slack: FakeSlack, given: Given): Answer {
  const thread = given.get('ts') ?? null;
  const messages = slack.posts.filter(
    ({ channel, ts, threadTs }) =>
      channel === given.get('channel') &&
      Number(ts) > Number(given.get('oldest') ?? 0) &&
      (thread === null ? threadTs === null : threadTs === thread || ts === thread),
  );
  return { ok: true, messages: messages.map(({ ts, text, metadata }) => ({ type: 'message', ts, text, metadata })) };
}

const methods = new Map([
  ['chat.postMessage', post],
  ['chat.update', update],
  ['conversations.history', list],
  ['conversations.replies', list],
]);

function answer(slack: FakeSlack, method: string, { given, token }: { given: Given; token: string }): Answer {
  const run = methods.get(method);
  if (run === undefined) {
    slack.violations.push(`no method ${method}`);
    return { ok: false, error: 'unknown_method' };
  }
  const unknown = [...given.keys()].filter((name) => known.get(method)?.includes(name) !== true);
  if (unknown.length > 0) slack.violations.push(`${method} with ${unknown.join(', ')}`);
  if (token !== botToken) return { ok: false, error: 'invalid_auth' };
  if (!slack.scopes.has(scopeOf(method))) return { ok: false, error: 'missing_scope' };
  if (!slack.channels.has(given.get('channel') ?? '')) return { ok: false, error: 'channel_not_found' };
  return run(slack, given);
}

/** Starts a Slack that is as strict as the real one, and notes what it would have shown. */
export async function startFakeSlack(): Promise<FakeSlack> {
  const server = createServer((request, response) => void reply(request, response));
  const api = async (method: string, request: IncomingMessage, response: ServerResponse) => {
    const given = new Map(new URLSearchParams(await textOf(request)));
    if (!String(request.headers['content-type']).startsWith('application/x-www-form-urlencoded')) {
      slack.violations.push(`${method} as ${request.headers['content-type']}`);
    }
    slack.calls.push(`${method} ${given.get('channel')}`);
    const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    const disturbance = slack.disturb(method);
    if (disturbance?.kind === 'answer') {
      const { status, body, retryAfter } = disturbance;
      response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }).end(body);
      return;
    }
    if (disturbance?.kind === 'slow') {
      await new Promise((resolve) => setTimeout(resolve, disturbance.milliseconds));
    }
    if (disturbance?.kind === 'cut' && !disturbance.isDone) return void response.destroy();
    const said = JSON.stringify(answer(slack, method, { given, token }));
    if (disturbance?.kind === 'cut') return void response.destroy();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(disturbance?.kind === 'half' ? said.slice(0, said.length / 2) : said);
  };
  const reply = async (request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (path.startsWith('/api/')) return api(path.slice('/api/'.length), request, response);
    const body = JSON.parse(await textOf(request)) as { readonly text?: string; readonly blocks?: unknown };
    if (request.headers.authorization !== undefined) slack.violations.push('a token was sent to a response address');
    const refusal = refusalOf(body.text ?? '', body.blocks);
    if (refusal !== null) slack.violations.push(`${refusal}: ${JSON.stringify(body).slice(0, 300)}`);
    slack.violations.push(...mentionsIn(body));
    const used = slack.responses.filter((one) => one.path === path).length;
    if (used >= 5) slack.violations.push(`${path} was used more than five times`);
    slack.responses.push({ path, body });
    response.writeHead(used >= 5 ? 404 : 200).end('ok');
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const slack: FakeSlack = {
    apiUrl: `${url}/api/`,
    url,
    posts: [],
    calls: [],
    responses: [],
    violations: [],
    scopes: new Set(['chat:write', 'channels:history']),
    channels: new Set(['C0000000001', 'C0000000002']),
    disturb: () => null,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return slack;
}
