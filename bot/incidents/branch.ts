import { z } from 'zod';
import type { GitHub } from '../events/event.ts';

const Trailers = z.object({ base: z.string().regex(/^[0-9a-f]{40}$/) });

export interface BranchPlace {
  readonly owner: string;
  readonly repo: string;
  readonly branch: string;
}

/** A branch that holds the test of an incident. */
export type TestBranch =
  | { readonly kind: 'none' }
  /** Its newest commit is ours: made on `base`, it may be made anew. */
  | { readonly kind: 'ours'; readonly head: string; readonly tree: string; readonly base: string }
  /** Somebody has committed to it. */
  | { readonly kind: 'taken'; readonly head: string };

/** The line of our commits by which the branch is made anew from where it began, and not from what it holds. */
export const baseTrailer = (base: string) => `Tollgate-Base: ${base}`;

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'status' in error && (error.status === 404 || error.status === 409);
}

/** Looks at the branch of an incident. */
export async function readBranch(github: GitHub, { owner, repo, branch }: BranchPlace): Promise<TestBranch> {
  const ref = await github.rest.git.getRef({ owner, repo, ref: `heads/${branch}` }).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (ref === null) return { kind: 'none' };
  const head = ref.data.object.sha;
  const { data } = await github.rest.git.getCommit({ owner, repo, commit_sha: head });
  const trailer = /^Tollgate-Base: (\S+)$/m.exec(data.message)?.[1];
  const { data: parsed } = Trailers.safeParse({ base: trailer });
  return parsed === undefined
    ? { kind: 'taken', head }
    : { kind: 'ours', head, tree: data.tree.sha, base: parsed.base };
}

interface NewCommit extends BranchPlace {
  readonly base: string;
  readonly parents: readonly string[];
  /** What the branch is now. */
  readonly was: TestBranch;
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly message: string;
}

/**
 * Writes files as one commit on the branch: on its base, so that what an earlier commit of ours wrote and this one does not is gone.
 * The same files again write nothing.
 */
export async function commitFiles(github: GitHub, commit: NewCommit): Promise<void> {
  const { owner, repo, branch, base, parents, was, files, message } = commit;
  const { data: from } = await github.rest.git.getCommit({ owner, repo, commit_sha: base });
  const { data: tree } = await github.rest.git.createTree({
    owner,
    repo,
    base_tree: from.tree.sha,
    tree: files.map(({ path, text }) => ({ path, mode: '100644', type: 'blob', content: text })),
  });
  if (was.kind === 'ours' && was.base === base && was.tree === tree.sha) return;
  const { data: made } = await github.rest.git.createCommit({
    owner,
    repo,
    message: `${message}\n\n${baseTrailer(base)}`,
    tree: tree.sha,
    parents: [...parents],
  });
  if (was.kind === 'none') await github.rest.git.createRef({ owner, repo, ref: `refs/heads/${branch}`, sha: made.sha });
  else await github.rest.git.updateRef({ owner, repo, ref: `heads/${branch}`, sha: made.sha, force: false });
}
