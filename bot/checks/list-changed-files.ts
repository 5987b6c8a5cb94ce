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

/** A file without a patch and without changes was only moved. */
function fileOf({ filename, status, patch, changes }: Wire): ChangedFile {
  return { path: filename, status, patch: patch ?? (changes === 0 ? '' : null) };
}

/** Lists the changed files with their diffs, over all pages. */
export async function listChangedFiles(
  github: GitHub,
  { owner, repo }: { owner: string; repo: string },
  changes: Changes,
): Promise<ChangedFile[]> {
  if (changes.kind === 'pull-request') {
    const files = await github.paginate(github.rest.pulls.listFiles, {
      owner,
      repo,
      pull_number: changes.number,
      per_page: 100,
    });
    return files.map(fileOf);
  }
  const { data } = await github.rest.repos.compareCommitsWithBasehead({
    owner,
    repo,
    basehead: `${changes.base}...${changes.head}`,
    per_page: 1,
  });
  return (data.files ?? []).map(fileOf);
}
