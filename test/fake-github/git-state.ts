import { createHash } from 'node:crypto';

/** Text of a file by its path; the tree of a commit, flat. */
export type Files = Readonly<Record<string, string>>;

export interface KeptCommit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  /** Login of the account that wrote it. */
  readonly author: string;
  /** To the second, as git keeps it. */
  readonly at: string;
}

/** What one repository holds: objects, and what points to them. */
export interface GitState {
  readonly commits: Map<string, KeptCommit>;
  readonly trees: Map<string, Files>;
  readonly blobs: Map<string, string>;
  /** Commits by full reference, such as `refs/heads/main`. */
  readonly refs: Map<string, string>;
}

export const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const hash = (...parts: readonly string[]) => createHash('sha1').update(parts.join('\0')).digest('hex');

/** The SHA of a file’s text, as git makes it. */
export const blobSha = (text: string) => hash(`blob ${Buffer.byteLength(text)}`, text);

export function emptyGit(): GitState {
  return { commits: new Map(), trees: new Map([[emptyTree, {}]]), blobs: new Map(), refs: new Map() };
}

export function keepTree(git: GitState, files: Files): string {
  const entries = Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const sha = entries.length === 0 ? emptyTree : hash('tree', ...entries.flat());
  git.trees.set(sha, files);
  for (const text of Object.values(files)) git.blobs.set(blobSha(text), text);
  return sha;
}

/** Keeps a commit; the same words by the same account in the same second are the same commit, as in git. */
export function keepCommit(git: GitState, commit: Omit<KeptCommit, 'sha' | 'at'> & { readonly at?: Date }): KeptCommit {
  const at = `${(commit.at ?? new Date()).toISOString().slice(0, 19)}Z`;
  const { tree, parents, message, author } = commit;
  const kept = { sha: hash('commit', tree, ...parents, author, at, message), tree, parents, message, author, at };
  git.commits.set(kept.sha, kept);
  return kept;
}

/** A commit and all before it, newest first. */
export function historyOf(git: GitState, sha: string): KeptCommit[] {
  const seen = new Map<string, KeptCommit>();
  const open = [sha];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const commit = git.commits.get(next);
    if (commit === undefined || seen.has(next)) continue;
    seen.set(next, commit);
    open.push(...commit.parents);
  }
  return [...seen.values()];
}
/** A commit on a branch, with the whole of its files; the branch is made where it is not there. */
export function commitOn(git: GitState, branch: string, given: { files: Files; message: string; at?: Date }): string {
  const ref = `refs/heads/${branch}`;
  const parent = git.refs.get(ref);
  const { sha } = keepCommit(git, {
    tree: keepTree(git, given.files),
    parents: parent === undefined ? [] : [parent],
    message: given.message,
    author: 'mona',
    ...(given.at === undefined ? {} : { at: given.at }),
  });
  git.refs.set(ref, sha);
  return sha;
}
