import type { ChangedFile } from '../../src/blind-spots/changed-file.ts';
import type { GitHub } from '../events/event.ts';

/** Which changes are looked at: those of a pull request, or those between two commits (a merge group). */
export type Changes =
  | { readonly kind: 'pull-request'; readonly number: number }
  | { readonly kind: 'commits'; readonly base: string; readonly head: string };

interface Wire {
  readonly filename: string;
  readonly status: ChangedFile['status'];
  readonly patch?: string | undefined;
  readonly changes: number;
}

/** The files of a change, and how many GitHub lists at most; null where it has listed all of them. */
export interface ListedFiles {
  readonly files: readonly ChangedFile[];
  readonly listedAtMost: number | null;
}

/** So many files GitHub lists, over all pages, and no more. */
const mostListed = { 'pull-request': 3000, commits: 300 } as const;

/** A file without a patch and without changes was only moved. */
function fileOf({ filename, status, patch, changes }: Wire): ChangedFile {
  return { path: filename, status, patch: patch ?? (changes === 0 ? '' : null) };
}

/** Lists the changed files with their diffs, over all pages. */
export async function listChangedFiles(
  github: GitHub,
  repository: { readonly owner: string; readonly repo: string },
  changes: Changes,
): Promise<ListedFiles> {
  const files = (await listed(github, repository, changes)).map(fileOf);
  const most = mostListed[changes.kind];
  return { files, listedAtMost: files.length < most ? null : most };
}

async function listed(
  github: GitHub,
  { owner, repo }: { readonly owner: string; readonly repo: string },
  changes: Changes,
): Promise<Wire[]> {
  if (changes.kind === 'pull-request') {
    return github.paginate(github.rest.pulls.listFiles, {
      owner,
      repo,
      pull_number: changes.number,
      per_page: 100,
    });
  }
  const { data } = await github.rest.repos.compareCommitsWithBasehead({
    owner,
    repo,
    basehead: `${changes.base}...${changes.head}`,
    per_page: 1,
  });
  return data.files ?? [];
}
