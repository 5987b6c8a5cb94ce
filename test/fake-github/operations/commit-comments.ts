import { type Answering, given, notFound, pageOf } from '../answering.ts';
import { gitOf } from './git.ts';

/** Comments on commits, whoever points to them. */
export const commitCommentOperations: readonly (readonly [string, Answering])[] = [
  [
    'repos/create-commit-comment',
    (asked) => {
      const { state, path, request } = asked;
      const sha = path['commit_sha'] ?? '';
      if (!gitOf(asked).commits.has(sha)) return notFound;
      const author = state.accounts.get(request.token) ?? '';
      const comment = { id: 6000 + state.commitComments.length, sha, author, body: String(given(asked)['body']) };
      state.commitComments.push(comment);
      return { status: 201, body: { id: comment.id, body: comment.body, user: { login: author } } };
    },
  ],
  [
    'repos/list-comments-for-commit',
    (asked) => {
      const own = asked.state.commitComments.filter(({ sha }) => sha === asked.path['commit_sha']);
      return pageOf(
        asked,
        own.map(({ id, body, author }) => ({ id, body, user: { login: author } })),
      );
    },
  ],
];
