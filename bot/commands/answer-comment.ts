import type { Answer } from '../../src/chatops/answer.ts';
import { answerMarkdown } from '../../src/report/answer/answer-markdown.ts';
import type { GitHub } from '../events/event.ts';

/** The comment that holds a command. */
export interface AnsweredComment {
  readonly owner: string;
  readonly repo: string;
  readonly issue: number;
  /** Id of the comment that is answered. */
  readonly comment: number;
  /** When it was written: nothing before it can be the answer. */
  readonly since: string;
  /** Login that we write as. */
  readonly login: string;
}

const markerOf = (comment: number) => `<!-- tollgate:answer:${comment} -->`;

async function findOwn(github: GitHub, place: AnsweredComment): Promise<number | null> {
  const { owner, repo, issue, since, login, comment } = place;
  const asked = { owner, repo, issue_number: issue, since, per_page: 100 };
  const comments = await github.paginate(github.rest.issues.listComments, asked);
  // The marker alone could be anybody’s quotation of us.
  const own = comments.find(({ user, body }) => user?.login === login && body?.startsWith(markerOf(comment)) === true);
  return own?.id ?? null;
}

/**
 * Makes what answers one comment with one comment: written first, brought up to date in place afterwards, found again by its hidden
 * marker and our own authorship.
 */
export function answerer(github: GitHub, place: AnsweredComment): (answer: Answer) => Promise<void> {
  const { owner, repo, issue, comment } = place;
  let known: number | null = null;
  return async (answer) => {
    const body = `${markerOf(comment)}\n${answerMarkdown(answer)}`;
    known ??= await findOwn(github, place);
    if (known !== null) {
      await github.rest.issues.updateComment({ owner, repo, comment_id: known, body });
      return;
    }
    const { data } = await github.rest.issues.createComment({ owner, repo, issue_number: issue, body });
    known = data.id;
  };
}
