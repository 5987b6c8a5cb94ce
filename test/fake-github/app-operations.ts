import { type Answering, given, notFound, pageOf } from './answering.ts';
import type { KeptCheck, KeptIssue } from './app-state.ts';
import { artifactOperations } from './operations/artifacts.ts';
import { commentOperations } from './operations/comments.ts';
import { commitCommentOperations } from './operations/commit-comments.ts';
import { commitOperations } from './operations/commits.ts';
import { deploymentOperations } from './operations/deployments.ts';
import { dispatchedRun, dispatchOperations } from './operations/dispatches.ts';
import { gitOperations } from './operations/git.ts';
import { hookOperations } from './operations/hooks.ts';
import { incidentOperations } from './operations/incidents.ts';
import { installationOperations } from './operations/installations.ts';
import { peopleOperations } from './operations/people.ts';
import { pullOperations, wire as wirePull } from './operations/pulls.ts';
import { releaseOperations, wireRun } from './operations/releases.ts';

function wireCheck({ headSha, note, title, summary, annotations, ...check }: KeptCheck, appId: number) {
  const output = { title, summary, annotations_count: annotations.length };
  return { ...check, head_sha: headSha, external_id: note, app: { id: appId, slug: 'tollgate' }, output };
}

function applyToCheck(check: KeptCheck, body: Record<string, unknown>): void {
  const output = Object(body['output']) as Record<string, unknown>;
  if (typeof body['status'] === 'string') check.status = body['status'];
  check.conclusion = typeof body['conclusion'] === 'string' ? body['conclusion'] : null;
  if (typeof output['title'] === 'string') check.title = output['title'];
  if (typeof output['summary'] === 'string') check.summary = output['summary'];
  if (Array.isArray(output['annotations'])) check.annotations.push(...output['annotations']);
}

/** The account that the App writes as. */
export const appLogin = 'tollgate[bot]';

function wireIssue({ number, author, title, body, state, labels }: KeptIssue) {
  const user = { login: author };
  return {
    number,
    title,
    body,
    state,
    user,
    labels: labels.map((name) => ({ name })),
    created_at: '2026-11-01T00:00:00Z',
    html_url: `https://github.com/octo/shop/issues/${number}`,
  };
}

function applyToIssue(issue: KeptIssue, body: Record<string, unknown>): void {
  if (typeof body['title'] === 'string') issue.title = body['title'];
  if (typeof body['body'] === 'string') issue.body = body['body'];
  if (typeof body['state'] === 'string') issue.state = body['state'];
}

/** How GitHub answers what the App asks; an operation that is not here is one that no test needs yet. */
export const appOperations: ReadonlyMap<string, Answering> = new Map<string, Answering>([
  ...commentOperations,
  ...peopleOperations,
  ...commitOperations,
  ...deploymentOperations,
  ...gitOperations,
  ...pullOperations,
  ...dispatchOperations,
  ...installationOperations,
  ...releaseOperations,
  ...commitCommentOperations,
  ...incidentOperations,
  [
    'apps/create-installation-access-token',
    () => ({ status: 201, body: { token: 'ghs_installation', expires_at: '2099-01-01T00:00:00Z' } }),
  ],
  ['pulls/list-files', (asked) => pageOf(asked, asked.state.pullFiles[Number(asked.path['pull_number'])] ?? [])],
  [
    'repos/list-pull-requests-associated-with-commit',
    (asked) => {
      const { state, path } = asked;
      const sha = path['commit_sha'] ?? '';
      const pulls = (state.pullsOfCommit[sha] ?? []).map((number) => {
        const known = state.pulls.find((one) => one.number === number);
        if (known !== undefined) return wirePull(asked, known);
        const repo = { full_name: `${path['owner']}/${path['repo']}` };
        return {
          number,
          state: 'open',
          user: { login: state.authors[number] ?? 'ann' },
          head: { ref: 'topic', sha, repo },
        };
      });
      return { status: 200, body: pulls };
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
        note: typeof body['external_id'] === 'string' ? body['external_id'] : null,
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
  ['apps/get-authenticated', ({ state }) => ({ status: 200, body: { id: state.appId, slug: 'tollgate' } })],
  [
    'issues/list-for-repo',
    (asked) => {
      const { query } = asked.request;
      const labels = (query.get('labels') ?? '').split(',').filter((label) => label !== '');
      const found = asked.state.issues.filter(
        (issue) =>
          issue.author === (query.get('creator') ?? issue.author) &&
          labels.every((label) => issue.labels.includes(label)) &&
          (query.get('state') === 'all' || issue.state === 'open'),
      );
      return pageOf(asked, found.map(wireIssue));
    },
  ],
  [
    'issues/create',
    (asked) => {
      const body = given(asked);
      const issue: KeptIssue = {
        number: 1000 + asked.state.issues.length,
        author: asked.state.accounts.get(asked.request.token) ?? appLogin,
        title: String(body['title']),
        body: String(body['body']),
        state: 'open',
        labels: Array.isArray(body['labels']) ? body['labels'].map(String) : [],
        comments: [],
      };
      asked.state.issues.push(issue);
      return { status: 201, body: wireIssue(issue) };
    },
  ],
  [
    'issues/update',
    (asked) => {
      const issue = asked.state.issues.find(({ number }) => String(number) === asked.path['issue_number']);
      if (issue === undefined) return notFound;
      applyToIssue(issue, given(asked));
      return { status: 200, body: wireIssue(issue) };
    },
  ],
  [
    'actions/get-workflow-run',
    ({ state, path }) => {
      const dispatched = dispatchedRun(state, path['run_id']);
      if (dispatched !== undefined) return { status: 200, body: dispatched };
      const run = state.runs.find(({ id }) => String(id) === path['run_id']);
      // The description says nothing of it.
      if (run === undefined) return { ...notFound, undescribed: true };
      return { status: 200, body: wireRun(run, { path }) };
    },
  ],
  ...artifactOperations,
  ...hookOperations,
]);
