import type { Comment, GitHubPort } from '../model/ports.ts';

export interface StickyComment {
  /** Number of the pull request. */
  readonly issue: number;
  /** The text; its first line is the hidden marker by which it is found again. */
  readonly body: string;
}

export type Commented = 'created' | 'updated' | 'unchanged';

/**
 * Writes a comment that every later run finds and updates, instead of adding one per run.
 *
 * It is found by its marker and its author: a comment in which somebody else quotes the marker is never touched. Where the text is the
 * same, nothing is sent.
 *
 * @throws whatever the port throws
 */
export async function pullRequestComment(github: GitHubPort, { issue, body }: StickyComment): Promise<Commented> {
  const [me, comments] = await Promise.all([github.whoAmI(), github.listComments(issue)]);
  const marker = firstLine(body);
  const own = comments.find((comment) => isBy(comment, me) && firstLine(comment.body) === marker);
  if (own === undefined) {
    await github.createComment(issue, body);
    return 'created';
  }
  if (normal(own.body) === normal(body)) return 'unchanged';
  await github.updateComment(own.id, body);
  return 'updated';
}

function isBy({ author }: Comment, login: string): boolean {
  return author.toLowerCase() === login.toLowerCase();
}

/** GitHub stores \r\n for what is edited in a browser, and cuts white space at the end. */
function normal(text: string): string {
  return text.replaceAll('\r\n', '\n').trim();
}

function firstLine(text: string): string {
  return normal(text).split('\n', 1)[0] ?? '';
}
