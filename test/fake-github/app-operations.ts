import type { AppState, KeptCheck } from './app-state.ts';
import type { AppRequest } from './check-request.ts';

/** An answer: fields that are given stand over the smallest answer that fits the description. */
export interface AppAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Asked {
  readonly request: AppRequest;
  readonly state: AppState;
  /** Parts of the path by their names in the description. */
  readonly path: Readonly<Record<string, string>>;
}

type Answering = (asked: Asked) => AppAnswer;

const notFound: AppAnswer = { status: 404, body: { message: 'Not Found' } };
const given = ({ request }: Asked) => Object(request.body) as Record<string, unknown>;
const page = <Item>({ request }: Asked, items: readonly Item[]): Item[] => {
  const size = Number(request.query.get('per_page') ?? 30);
  const number = Number(request.query.get('page') ?? 1);
  return items.slice((number - 1) * size, number * size);
};

function wireCheck({ id, name, headSha, status, conclusion, title, summary }: KeptCheck, appId: number) {
  return { id, name, head_sha: headSha, status, conclusion, app: { id: appId }, output: { title, summary } };
}

function applyToCheck(check: KeptCheck, body: Record<string, unknown>): void {
  const output = Object(body['output']) as Record<string, unknown>;
  if (typeof body['status'] === 'string') check.status = body['status'];
  check.conclusion = typeof body['conclusion'] === 'string' ? body['conclusion'] : null;
  if (typeof output['title'] === 'string') check.title = output['title'];
  if (typeof output['summary'] === 'string') check.summary = output['summary'];
  if (Array.isArray(output['annotations'])) check.annotations.push(...output['annotations']);
}

/** How GitHub answers what the App asks; an operation that is not here is one that no test needs yet. */
export const appOperations: ReadonlyMap<string, Answering> = new Map<string, Answering>([
  [
    'apps/create-installation-access-token',
    () => ({ status: 201, body: { token: 'ghs_installation', expires_at: '2099-01-01T00:00:00Z' } }),
  ],
  [
    'pulls/list-files',
    (asked) => ({ status: 200, body: page(asked, asked.state.pullFiles[Number(asked.path['pull_number'])] ?? []) }),
  ],
  [
    'repos/compare-commits-with-basehead',
    ({ state, path }) => ({ status: 200, body: { files: state.comparisons[path['basehead'] ?? ''] ?? [] } }),
  ],
  [
    'repos/list-pull-requests-associated-with-commit',
    ({ state, path }) => ({
      status: 200,
      body: (state.pullsOfCommit[path['commit_sha'] ?? ''] ?? []).map((number) => ({ number, state: 'open' })),
    }),
  ],
  [
    'repos/get-content',
    ({ state, path, request }) => {
      const text = state.contents[request.query.get('ref') ?? '']?.[path['path'] ?? ''];
      return text === undefined ? notFound : { status: 200, body: text };
    },
  ],
  [
    'checks/list-for-ref',
    ({ state, path, request }) => {
      const name = request.query.get('check_name');
      const own = state.checks.filter((check) => check.headSha === path['ref'] && (name ?? check.name) === check.name);
      return {
        status: 200,
        body: { total_count: own.length, check_runs: own.map((check) => wireCheck(check, state.appId)) },
      };
    },
  ],
  [
    'checks/create',
    (asked) => {
      const body = given(asked);
      const check: KeptCheck = {
        id: 100 + asked.state.checks.length,
        name: String(body['name']),
        headSha: String(body['head_sha']),
        status: 'queued',
        conclusion: null,
        title: null,
        summary: null,
        annotations: [],
      };
      applyToCheck(check, body);
      asked.state.checks.push(check);
      return { status: 201, body: wireCheck(check, asked.state.appId) };
    },
  ],
  [
    'checks/update',
    (asked) => {
      const check = asked.state.checks.find(({ id }) => String(id) === asked.path['check_run_id']);
      if (check === undefined) return notFound;
      applyToCheck(check, given(asked));
      return { status: 200, body: wireCheck(check, asked.state.appId) };
    },
  ],
]);
