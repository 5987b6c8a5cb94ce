import type { GitHub } from '../events/event.ts';
import { isMissing } from '../permissions/is-missing.ts';

/** A change of one file that people are to review. */
export interface ProposedFile {
  readonly owner: string;
  readonly repo: string;
  /** The commit that it is made on, and the branch that it is for. */
  readonly base: { readonly sha: string; readonly branch: string };
  /** A branch of our own: what stands on it is replaced. */
  readonly branch: string;
  readonly path: string;
  readonly text: string;
  readonly title: string;
  readonly body: string;
}

export interface Proposed {
  readonly number: number;
  readonly link: string;
  readonly isNew: boolean;
}

/** Puts the file on the branch: one commit on the base; where that is what stands there, nothing is written. */
async function putOnBranch(github: GitHub, proposed: ProposedFile): Promise<void> {
  const { owner, repo, base, branch, path, text, title } = proposed;
  const place = { owner, repo };
  const { data: parent } = await github.rest.git.getCommit({ ...place, commit_sha: base.sha });
  const { data: tree } = await github.rest.git.createTree({
    ...place,
    base_tree: parent.tree.sha,
    tree: [{ path, mode: '100644', type: 'blob', content: text }],
  });
  const known = await commitOf(github, proposed);
  if (known?.tree === tree.sha && known.parent === base.sha) return;
  const made = { ...place, message: title, tree: tree.sha, parents: [base.sha] };
  const { data: commit } = await github.rest.git.createCommit(made);
  if (known === null) await github.rest.git.createRef({ ...place, ref: `refs/heads/${branch}`, sha: commit.sha });
  else await github.rest.git.updateRef({ ...place, ref: `heads/${branch}`, sha: commit.sha, force: true });
}

async function commitOf(
  github: GitHub,
  { owner, repo, branch }: ProposedFile,
): Promise<{ readonly tree: string; readonly parent: string | undefined } | null> {
  try {
    const { data: ref } = await github.rest.git.getRef({ owner, repo, ref: `heads/${branch}` });
    const { data: commit } = await github.rest.git.getCommit({ owner, repo, commit_sha: ref.object.sha });
    return { tree: commit.tree.sha, parent: commit.parents[0]?.sha };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Proposes a change of one file by a pull request; the open one of the same branch is brought up to date instead of a second one. */
export async function proposeFile(github: GitHub, proposed: ProposedFile): Promise<Proposed> {
  const { owner, repo, base, branch, title, body } = proposed;
  await putOnBranch(github, proposed);
  const { data: open } = await github.rest.pulls.list({ owner, repo, head: `${owner}:${branch}`, state: 'open' });
  const [known] = open;
  if (known !== undefined) {
    await github.rest.pulls.update({ owner, repo, pull_number: known.number, title, body });
    return { number: known.number, link: known.html_url, isNew: false };
  }
  const { data: made } = await github.rest.pulls.create({ owner, repo, head: branch, base: base.branch, title, body });
  return { number: made.number, link: made.html_url, isNew: true };
}
