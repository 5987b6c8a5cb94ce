import { type Answering, type Asked, given, notFound, refused } from '../answering.ts';
import { blobSha, type Files, historyOf, keepCommit, keepTree } from '../git-state.ts';
import { gitOf, resolve, wireCommit } from './git.ts';

/** The change of a file as GitHub draws it, all lines taken away and all lines added. */
function patchOf(before: string | undefined, after: string | undefined): string {
  const lines = (text: string | undefined, sign: string) =>
    text === undefined
      ? []
      : text
          .replace(/\n$/, '')
          .split('\n')
          .map((line) => sign + line);
  return ['@@ -1 +1 @@', ...lines(before, '-'), ...lines(after, '+')].join('\n');
}

function filesBetween(before: Files, after: Files) {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return paths
    .filter((path) => before[path] !== after[path])
    .map((filename) => ({
      filename,
      status: before[filename] === undefined ? 'added' : after[filename] === undefined ? 'removed' : 'modified',
      patch: patchOf(before[filename], after[filename]),
      changes: 1,
    }));
}

/** Where a test tells nothing of the history, every commit is one of the default branch’s, but for those that it names. */
const toldStatus = ({ state, path }: Asked) =>
  state.strays.includes((path['basehead'] ?? '').split('...')[1] ?? '') ? 'diverged' : 'behind';

/** @param behind how many commits of the base the head lacks */
function statusOf(ahead: number, behind: number): string {
  if (ahead > 0) return behind > 0 ? 'diverged' : 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}

function compare(asked: Asked) {
  const { state, path } = asked;
  const git = gitOf(asked);
  const told = state.comparisons[path['basehead'] ?? ''];
  if (told !== undefined) return { status: 200, body: { files: told } };
  const [base, head] = (path['basehead'] ?? '').split('...').map((name) => resolve(git, name));
  // Of neither does the test tell a history; what the ledger wrote is none of these commits' own.
  if (base === undefined && head === undefined) return { status: 200, body: { status: toldStatus(asked), files: [] } };
  if (base === undefined || head === undefined) return notFound;
  const known = new Set(historyOf(git, base.sha).map(({ sha }) => sha));
  const commits = historyOf(git, head.sha).filter(({ sha }) => !known.has(sha));
  const parting = historyOf(git, head.sha).find(({ sha }) => known.has(sha));
  const trees = [base, head].map(({ tree }) => git.trees.get(tree) ?? {});
  return {
    status: 200,
    body: {
      status: statusOf(
        commits.length,
        historyOf(git, base.sha).length - historyOf(git, head.sha).length + commits.length,
      ),
      ...(parting === undefined ? {} : { merge_base_commit: wireCommit(parting) }),
      base_commit: wireCommit(base),
      total_commits: commits.length,
      commits: commits.toReversed().map(wireCommit),
      files: filesBetween(git.trees.get(parting?.tree ?? '') ?? trees[0] ?? {}, trees[1] ?? {}),
    },
  };
}

const isElsewhere = ({ state, path }: Asked) => state.elsewhere[`${path['owner']}/${path['repo']}`] !== undefined;

function getContent(asked: Asked) {
  const { state, path, request } = asked;
  const ref = request.query.get('ref') ?? '';
  const file = path['path'] ?? '';
  const told = state.contents[ref]?.[file];
  if (told !== undefined && !isElsewhere(asked)) return { status: 200, body: told };
  const git = gitOf(asked);
  const text = git.trees.get(resolve(git, ref)?.tree ?? '')?.[file];
  if (text === undefined) return notFound;
  if (request.accept?.includes('raw') === true) return { status: 200, body: text };
  const content = Buffer.from(text).toString('base64');
  const links = { git_url: null, html_url: null, download_url: null };
  const body = {
    type: 'file',
    encoding: 'base64',
    content,
    sha: blobSha(text),
    path: file,
    name: file,
    size: text.length,
    ...links,
    url: 'https://api.github.com/contents',
    _links: {
      git: null,
      html: null,
      self: 'https://api.github.com/contents',
    },
  };
  return { status: 200, body };
}

function writeContent(asked: Asked) {
  const git = gitOf(asked);
  const file = asked.path['path'] ?? '';
  const { branch, content, sha, message } = given(asked) as Record<string, string>;
  const ref = `refs/heads/${branch}`;
  const head = git.refs.get(ref) ?? '';
  const parent = git.commits.get(head);
  if (parent === undefined) return refused(404, `Branch ${branch} not found`);
  const files = git.trees.get(parent.tree) ?? {};
  const before = files[file];
  if (before !== undefined && blobSha(before) !== sha) return refused(409, `${file} does not match ${sha}`);
  const tree = keepTree(git, { ...files, [file]: Buffer.from(content ?? '', 'base64').toString('utf8') });
  const author = asked.state.accounts.get(asked.request.token) ?? 'ghost';
  const commit = keepCommit(git, { tree, parents: [head], message: message ?? '', author });
  git.refs.set(ref, commit.sha);
  return { status: before === undefined ? 201 : 200, body: { content: null, commit: { sha: commit.sha } } };
}

/** Commits and files, by SHA or by what points at one. */
export const commitOperations: readonly (readonly [string, Answering])[] = [
  [
    'repos/get-commit',
    (asked) => {
      const { state, path } = asked;
      const ref = path['ref'] ?? '';
      const author = state.authors[ref];
      if (author !== undefined) return { status: 200, body: { sha: ref, author: { login: author } } };
      const git = gitOf(asked);
      if (ref === 'HEAD') return { status: 200, body: { sha: git.refs.get('refs/heads/main') ?? state.head } };
      const tag = /^tags\/(.+)$/.exec(ref)?.[1];
      const commit = tag === undefined ? resolve(git, ref) : git.commits.get(git.refs.get(`refs/tags/${tag}`) ?? '');
      if (commit === undefined && (tag !== undefined || git.commits.size > 0))
        return refused(422, `No commit found for SHA: ${ref}`);
      return { status: 200, body: { sha: commit?.sha ?? ref } };
    },
  ],
  ['repos/compare-commits-with-basehead', compare],
  ['repos/get-content', getContent],
  ['repos/create-or-update-file-contents', writeContent],
];
