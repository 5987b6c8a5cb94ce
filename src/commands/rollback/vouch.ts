import type { GitHubRepository } from '../../github/client.ts';
import { commentOnCommit, commentsOnCommit } from '../../github/commit-comments.ts';
import { markdownCode } from '../../report/escape/markdown-text.ts';
import type { Numbered } from './ledgers.ts';

const markerOf = (root: string) => `<!-- tollgate:vouch:${root} -->`;

/**
 * Says in one’s own name that a record is one’s own, once: a comment on its first commit.
 *
 * Whoever may push can write a record, with anybody’s name in it; who wrote a comment, GitHub knows.
 */
export async function vouchFor(repository: GitHubRepository, { root, state }: Numbered, login: string): Promise<void> {
  if ((await vouchersOf(repository, root)).has(login.toLowerCase())) return;
  const { environment, service, to, by } = state.plan;
  const target = markdownCode((to.image ?? to.sha ?? to.id).slice(0, 80));
  const words = `${markdownCode(by)} rolls ${markdownCode(service)} in ${markdownCode(environment)} back to ${target}.`;
  await commentOnCommit(repository, root, `${markerOf(root)}\n${words}`);
}

/** Logins, in lower case, of those who say that a record is their own. */
export async function vouchersOf(repository: GitHubRepository, root: string): Promise<ReadonlySet<string>> {
  const comments = await commentsOnCommit(repository, root);
  const own = comments.filter(({ body }) => body.startsWith(markerOf(root)));
  return new Set(own.flatMap(({ author }) => (author === null ? [] : [author.toLowerCase()])));
}
