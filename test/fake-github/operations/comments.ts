import { type Answering, type Asked, given, notFound, pageOf } from '../answering.ts';
import type { KeptComment } from '../app-state.ts';

function wire({ id, author, body, createdAt }: KeptComment) {
  return { id, body, user: { login: author }, created_at: createdAt };
}

const whoAsks = ({ state, request }: Asked) => state.accounts.get(request.token) ?? '';

/** Comments of issues and pull requests, and reactions to them. */
export const commentOperations: readonly (readonly [string, Answering])[] = [
  [
    'issues/create-comment',
    (asked) => {
      const { state, path } = asked;
      const issue = state.issues.find(({ number }) => String(number) === path['issue_number']);
      if (issue === undefined) return notFound;
      if (issue.isLocked === true) {
        return { status: 403, body: { message: 'Unable to create comment because issue is locked.' } };
      }
      const body = String(given(asked)['body']);
      issue.comments.push(body);
      const comment = {
        id: 5000 + state.comments.length,
        issue: issue.number,
        author: whoAsks(asked),
        body,
        createdAt: '2099-01-01T00:00:00Z',
        reactions: [],
      };
      state.comments.push(comment);
      return { status: 201, body: wire(comment) };
    },
  ],
  [
    'issues/list-comments',
    (asked) => {
      const since = Date.parse(asked.request.query.get('since') ?? '1970-01-01T00:00:00Z');
      const own = asked.state.comments.filter(
        ({ issue, createdAt }) => String(issue) === asked.path['issue_number'] && Date.parse(createdAt) >= since,
      );
      return pageOf(asked, own.map(wire));
    },
  ],
  [
    'issues/update-comment',
    (asked) => {
      const comment = asked.state.comments.find(({ id }) => String(id) === asked.path['comment_id']);
      if (comment === undefined) return notFound;
      if (comment.author !== whoAsks(asked)) return { status: 403, body: { message: 'not yours' } };
      comment.body = String(given(asked)['body']);
      return { status: 200, body: wire(comment) };
    },
  ],
  [
    'reactions/create-for-issue-comment',
    (asked) => {
      const comment = asked.state.comments.find(({ id }) => String(id) === asked.path['comment_id']);
      if (comment === undefined) return { status: 422, body: { message: 'Validation Failed' } };
      const content = String(given(asked)['content']);
      comment.reactions.push(content);
      return { status: 201, body: { content } };
    },
  ],
];
