import type { GitHubRepository } from './client.ts';
import { compareCommits } from './commits.ts';
import { readFileAt } from './contents.ts';
import { filesOf, type TreeFile } from './trees.ts';

/** What changed between where a branch began and one of its commits: exactly these two, whatever the branch is by now. */
export interface ChangedFiles {
  /** The commit where the branch began. */
  readonly base: string;
  readonly paths: readonly string[];
  /** The text of a file before and after; null where it was not, or is no longer, there. */
  readonly textsOf: (path: string) => Promise<{ readonly before: string | null; readonly after: string | null }>;
}

const isText = ({ mode, type }: TreeFile) => type === 'blob' && (mode === '100644' || mode === '100755');

/**
 * Every file that differs, by the trees of both commits: GitHub’s own lists of changes end somewhere, and that of a pull request is of
 * whatever its head is by now.
 *
 * @returns why that cannot be said, in words for people
 * @throws ProviderError where GitHub does not answer; of a text, where it is no text, or too large
 */
export async function changedFiles(
  repository: GitHubRepository,
  { base: into, head }: { readonly base: string; readonly head: string },
): Promise<ChangedFiles | { readonly why: string }> {
  const compared = await compareCommits(repository, into, head);
  const base = compared?.merge_base_commit?.sha;
  if (base === undefined) return { why: 'GitHub does not say where this branch began' };
  const [before, after] = await Promise.all([base, head].map((commit) => filesOf(repository, commit)));
  if (!before || !after) return { why: 'this repository has more files than GitHub lists at once' };
  const all = [...new Set([...before.files.keys(), ...after.files.keys()])].toSorted();
  const differs = (path: string) => {
    const [one, other] = [before.files.get(path), after.files.get(path)];
    return one?.sha !== other?.sha || one?.mode !== other?.mode;
  };
  const read = async (path: string, files: ReadonlyMap<string, TreeFile>, ref: string) => {
    const file = files.get(path);
    if (file === undefined) return null;
    if (!isText(file)) throw new UnreadableFile(path, 'is a link or another repository, and no file');
    return (await readFileAt(repository, { path, ref }))?.text ?? null;
  };
  return {
    base,
    paths: all.filter(differs),
    textsOf: async (path) => {
      const texts = await Promise.all([read(path, before.files, base), read(path, after.files, head)]);
      return { before: texts[0] ?? null, after: texts[1] ?? null };
    },
  };
}

/** A file whose text nobody can read. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';

  constructor(path: string, why: string) {
    super(`${path} ${why}`);
  }
}
