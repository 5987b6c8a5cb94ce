import { type Answering, type Asked, given, notFound, pageOf, refused } from '../answering.ts';
import { blobSha, type Files, type GitState, historyOf, type KeptCommit, keepCommit, keepTree } from '../git-state.ts';

/** What the repository that is asked holds. */
export function gitOf({ state, path }: Asked): GitState {
  return state.elsewhere[`${path['owner']}/${path['repo']}`] ?? state.git;
}

const wireRef = (ref: string, sha: string) => ({ ref, object: { type: 'commit', sha } });

export function wireCommit({ sha, tree, parents, message, author, at }: KeptCommit) {
  const person = { name: author, email: `${author}@users.noreply.github.com`, date: at };
  return {
    sha,
    author: { login: author },
    committer: { login: author },
    parents: parents.map((parent) => ({ sha: parent })),
    commit: { message, author: person, committer: person, tree: { sha: tree } },
  };
}

/** Rules of `git check-ref-format`, and what GitHub asks besides: two slashes at least. */
function isWellFormed(ref: string): boolean {
  return (
    /^refs\/[^/]+\/.+/.test(ref) &&
    !/[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|\/$|\.$/.test(ref) &&
    ref.split('/').every((part) => !part.startsWith('.') && !part.endsWith('.lock') && part.length <= 255)
  );
}

/** One reference cannot be the folder of another. */
function meetsAnother(git: GitState, ref: string): boolean {
  return [...git.refs.keys()].some((other) => other.startsWith(`${ref}/`) || ref.startsWith(`${other}/`));
}

function createRef(asked: Asked) {
  const git = gitOf(asked);
  const { ref, sha } = given(asked);
  const [name, commit] = [String(ref), String(sha)];
  if (git.refs.has(name)) return refused(422, 'Reference already exists');
  if (!isWellFormed(name)) return refused(422, `${name} is not a valid ref name.`);
  if (!git.commits.has(commit)) return refused(422, 'Object does not exist');
  if (meetsAnother(git, name)) return refused(422, 'Reference cannot be created: it meets another');
  git.refs.set(name, commit);
  return { status: 201, body: wireRef(name, commit) };
}

function updateRef(asked: Asked) {
  const git = gitOf(asked);
  const ref = `refs/${asked.path['ref']}`;
  const { sha, force } = given(asked);
  const [current, next] = [git.refs.get(ref), String(sha)];
  if (current === undefined) return refused(422, 'Reference does not exist');
  if (!git.commits.has(next)) return refused(422, 'Object does not exist');
  const follows = historyOf(git, next).some((commit) => commit.sha === current);
  if (!follows && force !== true) return refused(422, 'Update is not a fast forward');
  git.refs.set(ref, next);
  return { status: 200, body: wireRef(ref, next) };
}

function createCommit(asked: Asked) {
  const { accounts } = asked.state;
  const git = gitOf(asked);
  const { message, tree, parents = [] } = given(asked) as { message: string; tree: string; parents?: string[] };
  if (!git.trees.has(tree)) return refused(422, 'Tree SHA does not exist');
  if (!parents.every((parent) => git.commits.has(parent))) return refused(422, 'Parent SHA does not exist');
  const author = accounts.get(asked.request.token) ?? 'ghost';
  const commit = keepCommit(git, { message, tree, parents, author });
  return { status: 201, body: { ...wireCommit(commit).commit, sha: commit.sha, parents: wireCommit(commit).parents } };
}

interface TreeItem {
  readonly path: string;
  readonly sha?: string | null;
  readonly content?: string;
}

function createTree(asked: Asked) {
  const git = gitOf(asked);
  const { base_tree: base, tree } = given(asked) as { base_tree?: string; tree: TreeItem[] };
  const files: Record<string, string> = { ...(base === undefined ? {} : git.trees.get(base)) };
  if (tree.length === 0) return refused(422, 'Invalid tree info');
  for (const { path, sha, content } of tree) {
    const text = content ?? git.blobs.get(sha ?? '');
    if (sha === null) delete files[path];
    else if (text === undefined) return refused(422, `tree.sha ${sha} is not a valid blob`);
    else files[path] = text;
  }
  return { status: 201, body: { sha: keepTree(git, files), truncated: false, tree: wireTree(files) } };
}

const wireTree = (files: Files) =>
  Object.entries(files).map(([path, text]) => ({ path, mode: '100644', type: 'blob', sha: blobSha(text) }));

/** What a name stands for: a full SHA, a branch, a tag. */
export function resolve(git: GitState, name: string): KeptCommit | undefined {
  const sha = git.refs.get(`refs/heads/${name}`) ?? git.refs.get(`refs/tags/${name}`) ?? git.refs.get(name) ?? name;
  return git.commits.get(sha);
}

/** Git’s own data: references move by their rules, commits are what they are made of. */
export const gitOperations: readonly (readonly [string, Answering])[] = [
  ['git/create-ref', createRef],
  ['git/update-ref', updateRef],
  ['git/create-commit', createCommit],
  ['git/create-tree', createTree],
  [
    'git/get-ref',
    (asked) => {
      const { path } = asked;
      const ref = `refs/${path['ref']}`;
      const sha = gitOf(asked).refs.get(ref);
      return sha === undefined ? notFound : { status: 200, body: wireRef(ref, sha) };
    },
  ],
  [
    'git/list-matching-refs',
    (asked) => ({
      status: 200,
      body: [...gitOf(asked).refs]
        .filter(([ref]) => ref.startsWith(`refs/${asked.path['ref']}`))
        .map(([ref, sha]) => wireRef(ref, sha)),
    }),
  ],
  [
    'git/get-commit',
    (asked) => {
      const commit = gitOf(asked).commits.get(asked.path['commit_sha'] ?? '');
      if (commit === undefined) return notFound;
      const wire = wireCommit(commit);
      return { status: 200, body: { ...wire.commit, sha: commit.sha, parents: wire.parents } };
    },
  ],
  [
    'repos/list-commits',
    (asked) => {
      const git = gitOf(asked);
      const { query } = asked.request;
      const start = resolve(git, query.get('sha') ?? 'main');
      const file = query.get('path');
      const text = (commit: KeptCommit | undefined) =>
        commit === undefined ? undefined : git.trees.get(commit.tree)?.[file ?? ''];
      const changed = (commit: KeptCommit) =>
        file === null || text(commit) !== text(git.commits.get(commit.parents[0] ?? ''));
      const [since, until] = ['since', 'until'].map((name) => Date.parse(query.get(name) ?? ''));
      const isWithin = ({ at }: KeptCommit) => !(Date.parse(at) < (since ?? 0)) && !(Date.parse(at) > (until ?? 0));
      const found = start === undefined ? [] : historyOf(git, start.sha).filter((one) => changed(one) && isWithin(one));
      return start === undefined ? notFound : pageOf(asked, found.map(wireCommit));
    },
  ],
  [
    'git/get-tree',
    (asked) => {
      const files = gitOf(asked).trees.get(asked.path['tree_sha'] ?? '');
      return files === undefined
        ? notFound
        : { status: 200, body: { sha: asked.path['tree_sha'], truncated: false, tree: wireTree(files) } };
    },
  ],
];
