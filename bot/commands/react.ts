import type { GitHub } from '../events/event.ts';

/** Where a reaction is put. */
export interface ReactedComment {
  readonly owner: string;
  readonly repo: string;
  readonly comment: number;
}

/** Reacts to a comment. It is decoration: where it fails, nothing else does. */
export async function react(
  github: GitHub,
  { owner, repo, comment }: ReactedComment,
  content: 'eyes' | 'rocket' | 'confused',
): Promise<void> {
  await github.rest.reactions.createForIssueComment({ owner, repo, comment_id: comment, content }).catch(() => {});
}
