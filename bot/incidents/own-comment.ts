import type { GitHub } from '../events/event.ts';

/** An issue, and the hidden line by which one comment of ours under it is known. */
export interface CommentPlace {
  readonly owner: string;
  readonly repo: string;
  readonly issue: number;
  /** Login that we write as. */
  readonly login: string;
  /** For example `tollgate:incident`. */
  readonly marker: string;
}

interface OwnComment {
  readonly id: number;
  readonly body: string;
}

/** Our comment of a kind under an issue; null where there is none. A marker in somebody else’s comment does not count. */
export async function findOwnComment(github: GitHub, place: CommentPlace): Promise<OwnComment | null> {
  const { owner, repo, issue, login, marker } = place;
  const comments = await github.paginate(github.rest.issues.listComments, {
    owner,
    repo,
    issue_number: issue,
    per_page: 100,
  });
  const own = comments.find(({ user, body }) => user?.login === login && body?.startsWith(`<!-- ${marker}`) === true);
  return own === undefined ? null : { id: own.id, body: own.body ?? '' };
}

/**
 * Writes our comment of a kind, or brings it up to date in place; nothing is sent where it says so already.
 *
 * @param detail further words in the hidden line, for ourselves
 */
export async function keepOwnComment(
  github: GitHub,
  place: CommentPlace,
  { text, detail = '' }: { readonly text: string; readonly detail?: string },
): Promise<void> {
  const { owner, repo, issue, marker } = place;
  const body = `<!-- ${marker}${detail === '' ? '' : ` ${detail}`} -->\n${text}`;
  const own = await findOwnComment(github, place);
  if (own === null) await github.rest.issues.createComment({ owner, repo, issue_number: issue, body });
  else if (own.body !== body) await github.rest.issues.updateComment({ owner, repo, comment_id: own.id, body });
}
