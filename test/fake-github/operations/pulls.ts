import { type Answering, type Asked, given, notFound, pageOf, refused } from '../answering.ts';
import type { KeptPull } from '../app-state.ts';

const repositoryOf = ({ path }: Asked) => `${path['owner']}/${path['repo']}`;

function wire(asked: Asked, { number, head, base, title, body, state, mergedAt }: KeptPull) {
  const { refs } = asked.state.git;
  return {
    number,
    title,
    body,
    state,
    html_url: `https://github.com/${repositoryOf(asked)}/pull/${number}`,
    merged_at: mergedAt,
    head: { ref: head, sha: refs.get(`refs/heads/${head}`) ?? '' },
    base: { ref: base },
    requested_teams: [],
  };
}

function create(asked: Asked) {
  const { state } = asked;
  const { head, base, title, body } = given(asked) as Record<string, string>;
  const { refs } = state.git;
  if (!refs.has(`refs/heads/${head}`) || !refs.has(`refs/heads/${base}`)) return refused(422, 'no such branch');
  if (refs.get(`refs/heads/${head}`) === refs.get(`refs/heads/${base}`)) return refused(422, 'No commits between them');
  const taken = state.pulls.some((one) => one.head === head && one.state === 'open');
  if (taken) return refused(422, `A pull request already exists for ${head}.`);
  const pull: KeptPull = {
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

/** Pull requests that are made through the API. */
export const pullOperations: readonly (readonly [string, Answering])[] = [
  ['pulls/create', create],
  ['pulls/update', update],
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
