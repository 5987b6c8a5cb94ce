import { z } from 'zod';
import { ask } from './ask.ts';
import type { GitHubRepository } from './client.ts';

const git = '/repos/{owner}/{repo}/git';
const Sha = z.object({ sha: z.string() });
const Tree = z.object({
  truncated: z.boolean().default(false),
  tree: z.array(z.object({ path: z.string(), mode: z.string(), type: z.string(), sha: z.string().optional() })),
});

/** A file of a tree: its mode and the SHA of what is in it. */
export interface TreeFile {
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
}

/** Every file of a commit by its path, and the tree’s SHA; null where GitHub does not show all of them. */
export async function filesOf(
  repository: GitHubRepository,
  commit: string,
): Promise<{ readonly tree: string; readonly files: ReadonlyMap<string, TreeFile> } | null> {
  const found = await ask(repository, {
    route: `GET ${git}/commits/{commit_sha}`,
    parameters: { commit_sha: commit },
    schema: z.object({ tree: Sha }),
  });
  const { truncated, tree } = await ask(repository, {
    route: `GET ${git}/trees/{tree_sha}`,
    parameters: { tree_sha: found.tree.sha, recursive: '1' },
    schema: Tree,
  });
  if (truncated) return null;
  const files = tree.flatMap(({ path, mode, type, sha }) =>
    type === 'tree' || sha === undefined ? [] : [[path, { mode, type, sha }] as const],
  );
  return { tree: found.tree.sha, files: new Map(files) };
}

/** A change of one file: what it is to be, or null where it is to go. */
export interface FileChange {
  readonly path: string;
  readonly file: TreeFile | null;
}

/** Commits changes of files on top of a commit, with nothing pointing to it yet. */
export async function commitChanges(
  repository: GitHubRepository,
  { parent, tree, message, changes }: { parent: string; tree: string; message: string; changes: readonly FileChange[] },
): Promise<string> {
  const made = await ask(repository, {
    route: `POST ${git}/trees`,
    parameters: {
      base_tree: tree,
      tree: changes.map(({ path, file }) => ({
        path,
        mode: file?.mode ?? '100644',
        type: file?.type ?? 'blob',
        sha: file?.sha ?? null,
      })),
    },
    schema: Sha,
  });
  const commit = await ask(repository, {
    route: `POST ${git}/commits`,
    parameters: { message, tree: made.sha, parents: [parent] },
    schema: Sha,
  });
  return commit.sha;
}
