import type { IncomingHttpHeaders } from 'node:http';
import type { GitHubState, KeptComment } from './github-state.ts';

/** A request as far as the fake looks at it. */
export interface GitHubRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface GitHubAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a request has to be like, said where it is not. */
export class Unexpected extends Error {}

interface Asked {
  readonly request: GitHubRequest;
  readonly state: GitHubState;
  /** Address of the server, for links to other pages. */
  readonly origin: string;
  /** The last part of the path. */
  readonly last: string;
}

interface Route {
  readonly method: string;
  /** Path below `/repos/owner/name`, or whole where it has no repository; `*` stands for one part. */
  readonly path: string;
  readonly answer: (asked: Asked) => GitHubAnswer;
}

const denied: GitHubAnswer = { status: 403, body: { message: 'Resource not accessible by integration' } };
/** GitHub refuses longer comments. */
const longestBody = 65_536;

function wire({ id, author, body }: KeptComment) {
  return { id, user: { login: author, id: 1, type: author.endsWith('[bot]') ? 'Bot' : 'User' }, body };
}

/** Reads the body of a comment: exactly one field of text. */
function commentBody({ headers, body }: GitHubRequest): string {
  if (!headers['content-type']?.startsWith('application/json')) throw new Unexpected('a body that is not sent as JSON');
  const given: unknown = JSON.parse(body);
  if (typeof given !== 'object' || given === null || Object.keys(given).join() !== 'body' || !('body' in given)) {
    throw new Unexpected(`wanted {"body": …} and nothing else, not ${body.slice(0, 200)}`);
  }
  const text = given.body;
  if (typeof text !== 'string' || text === '') throw new Unexpected('a comment without text');
  return text;
}

function tooLong(text: string): GitHubAnswer | null {
  return text.length > longestBody ? { status: 422, body: { message: 'Validation Failed: body is too long' } } : null;
}

function listComments({ request, state, origin }: Asked): GitHubAnswer {
  const size = Number(request.query.get('per_page') ?? 30);
  const page = Number(request.query.get('page') ?? 1);
  if (!(size >= 1 && size <= 100) || !(page >= 1)) throw new Unexpected(`page ${page} of ${size} comments`);
  const pages = Math.max(1, Math.ceil(state.comments.length / size));
  const link = (number: number, rel: string) =>
    `<${origin}${request.path}?per_page=${size}&page=${number}>; rel="${rel}"`;
  const more = page < pages ? { link: [link(page + 1, 'next'), link(pages, 'last')].join(', ') } : {};
  return { status: 200, body: state.comments.slice((page - 1) * size, page * size).map(wire), headers: more };
}

function createComment({ request, state }: Asked): GitHubAnswer {
  const body = commentBody(request);
  if (!state.mayWrite) return denied;
  const refused = tooLong(body);
  if (refused !== null) return refused;
  const comment = { id: 1000 + state.comments.length, author: state.writesAs, body };
  state.comments.push(comment);
  return { status: 201, body: wire(comment) };
}

function updateComment({ request, state, last }: Asked): GitHubAnswer {
  const body = commentBody(request);
  const comment = state.comments.find(({ id }) => String(id) === last);
  if (comment === undefined) return { status: 404, body: { message: 'Not Found' } };
  if (!state.mayWrite) return denied;
  const refused = tooLong(body);
  if (refused !== null) return refused;
  comment.body = body;
  return { status: 200, body: wire(comment) };
}

/** Files are read as they are at a commit, raw; without `ref` it would be the default branch, which nobody here may trust. */
function readContent({ request, state, last }: Asked): GitHubAnswer {
  const ref = request.query.get('ref');
  if (ref === null || !Object.hasOwn(state.files, ref)) throw new Unexpected(`contents at ${ref}`);
  if (!/\bapplication\/vnd\.github(\.v3)?\.raw\b/.test(request.headers.accept ?? ''))
    throw new Unexpected(`contents as ${request.headers.accept}`);
  if (!state.mayRead) return denied;
  const text = state.files[ref]?.[decodeURIComponent(last)];
  return text === undefined ? { status: 404, body: { message: 'Not Found' } } : { status: 200, body: text };
}

const routes: readonly Route[] = [
  // The token of a job belongs to no user.
  { method: 'GET', path: '/user', answer: () => denied },
  { method: 'GET', path: '/contents/*', answer: readContent },
  { method: 'GET', path: '/issues/PULL/comments', answer: listComments },
  { method: 'POST', path: '/issues/PULL/comments', answer: createComment },
  { method: 'PATCH', path: '/issues/comments/*', answer: updateComment },
];

function matches(route: Route, request: GitHubRequest, state: GitHubState): boolean {
  const base = route.path === '/user' ? '' : `/repos/${state.repository}`;
  const wanted = `${base}${route.path.replace('PULL', String(state.pullRequest))}`.split('/');
  const given = request.path.split('/');
  return (
    route.method === request.method &&
    wanted.length === given.length &&
    wanted.every((part, index) => part === '*' || part === given[index])
  );
}

/**
 * Answers one request as GitHub would.
 *
 * @throws Unexpected for a request that is no part of what Tollgate may ask
 */
export function answerAsGitHub(request: GitHubRequest, state: GitHubState, origin: string): GitHubAnswer {
  const route = routes.find((one) => matches(one, request, state));
  if (route === undefined) throw new Unexpected('a request that nobody needs');
  if (
    !/^(token|bearer) /i.test(request.headers.authorization ?? '') ||
    request.headers.authorization?.split(' ')[1] !== state.token
  ) {
    throw new Unexpected('a request without the job’s token');
  }
  if (!request.headers['user-agent']) throw new Unexpected('a request without user-agent, which GitHub refuses');
  return route.answer({ request, state, origin, last: request.path.split('/').at(-1) ?? '' });
}
