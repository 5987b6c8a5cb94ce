import { type Answering, type Asked, given, notFound, pageOf, refused } from '../answering.ts';
import type { KeptPull, KeptPush } from '../app-state.ts';
import { historyOf, keepCommit } from '../git-state.ts';
import { gitOf } from './git.ts';

const repositoryOf = ({ path }: Asked) => `${path['owner']}/${path['repo']}`;

/** A pull request as GitHub shows it. */
export function wire(asked: Asked, pull: KeptPull) {
  const { number, head, base, title, body, state, mergedAt, author, fork, mergeCommit } = pull;
  const { refs } = gitOf(asked);
  return {
    number,
    title,
    body,
    state,
    html_url: `https://github.com/${repositoryOf(asked)}/pull/${number}`,
    merged_at: mergedAt,
    user: { login: author },
    merge_commit_sha: mergeCommit ?? null,
    head: {
      ref: head,
      sha: refs.get(`refs/heads/${head}`) ?? '',
      repo: { full_name: fork ?? repositoryOf(asked) },
    },
    base: { ref: base },
    requested_teams: [],
  };
}

const wirePush = ({ branch, after, by, at }: KeptPush, index: number) => ({
  id: index,
  node_id: `push-${index}`,
  before: '0'.repeat(40),
  after,
  ref: `refs/heads/${branch}`,
  timestamp: at,
  activity_type: 'push',
  actor: by === null ? null : { login: by },
});

function create(asked: Asked) {
  const { state } = asked;
  const { head, base, title, body } = given(asked) as Record<string, string>;
  const { refs } = gitOf(asked);
  if (!refs.has(`refs/heads/${head}`) || !refs.has(`refs/heads/${base}`)) return refused(422, 'no such branch');
  const [tip = '', trunk = ''] = [head, base].map((branch) => refs.get(`refs/heads/${branch}`));
  const isContained = historyOf(gitOf(asked), trunk).some(({ sha }) => sha === tip);
  if (tip === trunk || isContained) return refused(422, `No commits between ${base} and ${head}`);
  const taken = state.pulls.some((one) => one.head === head && one.state === 'open');
  if (taken) return refused(422, `A pull request already exists for ${head}.`);
  const pull: KeptPull = {
    author: state.accounts.get(asked.request.token) ?? 'ghost',
    number: 40 + state.pulls.length,
    repository: repositoryOf(asked),
    head: head ?? '',
    base: base ?? '',
    title: title ?? '',
    body: body ?? '',
    mergedAt: null,
    state: 'open',
  };
  state.pulls.push(pull);
  return { status: 201, body: wire(asked, pull) };
}

function update(asked: Asked) {
  const pull = asked.state.pulls.find(({ number }) => String(number) === asked.path['pull_number']);
  if (pull === undefined) return notFound;
  const { title, body } = given(asked) as Record<string, string | undefined>;
  pull.title = title ?? pull.title;
  pull.body = body ?? pull.body;
  return { status: 200, body: wire(asked, pull) };
}

function merge(asked: Asked) {
  const { state, path, request } = asked;
  const git = gitOf(asked);
  const pull = state.pulls.find(({ number }) => String(number) === path['pull_number']);
  if (pull === undefined) return notFound;
  const [head, base] = [pull.head, pull.base].map((branch) => git.refs.get(`refs/heads/${branch}`) ?? '');
  const why = state.mergeable(pull);
  if (why !== null) return refused(405, why);
  if ((given(asked) as { sha?: string }).sha !== head) return refused(409, 'Head branch was modified.');
  const tree = git.commits.get(head ?? '')?.tree ?? '';
  const author = state.accounts.get(request.token) ?? 'ghost';
  const merged = keepCommit(git, { tree, parents: [base ?? '', head ?? ''], message: pull.title, author });
  git.refs.set(`refs/heads/${pull.base}`, merged.sha);
  pull.mergedAt = new Date().toISOString();
  pull.mergeCommit = merged.sha;
  pull.state = 'closed';
  return { status: 200, body: { sha: merged.sha, merged: true, message: 'merged' } };
}

/** Pull requests that are made and merged through the API. */
export const pullOperations: readonly (readonly [string, Answering])[] = [
  ['pulls/create', create],
  [
    'pulls/get',
    (asked) => {
      const pull = asked.state.pulls.find(({ number }) => String(number) === asked.path['pull_number']);
      return pull === undefined ? notFound : { status: 200, body: wire(asked, pull) };
    },
  ],
  [
    'repos/list-activities',
    (asked) => {
      const branch = (asked.request.query.get('ref') ?? '').replace('refs/heads/', '');
      const own = asked.state.pushes.filter((push) => push.branch === branch).toReversed();
      return { status: 200, body: own.map(wirePush) };
    },
  ],
  ['pulls/update', update],
  ['pulls/merge', merge],
  [
    'pulls/list',
    (asked) => {
      const { query } = asked.request;
      const branch = query.get('head')?.split(':')[1];
      const found = asked.state.pulls.filter(
        (pull) =>
          pull.repository === repositoryOf(asked) &&
          (branch ?? pull.head) === pull.head &&
          (query.get('state') === 'all' || pull.state === 'open'),
      );
      return pageOf(
        asked,
        found.toReversed().map((pull) => wire(asked, pull)),
      );
    },
  ],
];
