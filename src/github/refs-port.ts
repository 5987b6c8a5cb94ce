import { z } from 'zod';
import type { RecordedCommit, RefsPort } from '../model/ports/refs.ts';
import { ProviderError } from '../model/provider-error.ts';
import { ask, askAll, askIfThere, askPages, isRefused, tryToAsk } from './ask.ts';
import type { GitHubRepository } from './client.ts';

/** Git’s tree without files, which every repository knows. */
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
/** Where a server does not know it: a tree with one file that says what this is. */
const placeholder = {
  path: 'README',
  mode: '100644',
  type: 'blob',
  content: 'A record of Tollgate; it holds no files.\n',
};

const Sha = z.object({ sha: z.string().regex(/^[0-9a-f]{40,64}$/) });
const Ref = z.object({ ref: z.string(), object: Sha }).transform(({ ref, object }) => ({ ref, sha: object.sha }));
const Person = z.object({ login: z.string() }).nullable();
const Commit = z
  .object({
    sha: z.string(),
    parents: z.array(Sha),
    author: Person,
    committer: Person,
    commit: z.object({
      message: z.string(),
      author: z.object({ name: z.string().default('') }).nullable(),
      committer: z.object({ date: z.coerce.date() }),
    }),
  })
  .transform(
    ({ sha, parents, author, commit }): RecordedCommit => ({
      sha,
      parents: parents.map((parent) => parent.sha),
      message: commit.message,
      by: author?.login ?? commit.author?.name ?? '',
      at: commit.committer.date,
    }),
  );

const git = 'repos/{owner}/{repo}/git';
const withoutRefs = (ref: string) => ref.replace(/^refs\//, '');

async function readRef(repository: GitHubRepository, ref: string): Promise<string | null> {
  const found = await askIfThere(repository, {
    route: `GET /${git}/ref/{ref}`,
    parameters: { ref: withoutRefs(ref) },
    schema: Ref,
  });
  return found?.sha ?? null;
}

/** The commit that is there after a refusal; where that is ours, an answer was lost and the request sent again. */
async function afterRefusal(repository: GitHubRepository, ref: string, words: string): Promise<string> {
  const sha = await readRef(repository, ref);
  if (sha === null) throw new ProviderError('query-refused', `GitHub refused to write ${ref}: ${words}`);
  return sha;
}

async function createRef(repository: GitHubRepository, ref: string, sha: string): Promise<'created' | 'exists'> {
  const question = { route: `POST /${git}/refs`, parameters: { ref, sha }, schema: z.unknown() };
  const answer = await tryToAsk(repository, question, [409, 422]);
  if (!isRefused(answer)) return 'created';
  return (await afterRefusal(repository, ref, answer.words)) === sha ? 'created' : 'exists';
}

async function advanceRef(repository: GitHubRepository, ref: string, sha: string): Promise<'advanced' | 'conflict'> {
  const question = {
    route: `PATCH /${git}/refs/{ref}`,
    parameters: { ref: withoutRefs(ref), sha, force: false },
    schema: z.unknown(),
  };
  const answer = await tryToAsk(repository, question, [409, 422]);
  if (!isRefused(answer)) return 'advanced';
  return (await afterRefusal(repository, ref, answer.words)) === sha ? 'advanced' : 'conflict';
}

async function createCommit(
  repository: GitHubRepository,
  { message, parents }: { readonly message: string; readonly parents: readonly string[] },
): Promise<string> {
  const withTree = (tree: string) => ({
    route: `POST /${git}/commits`,
    parameters: { message, tree, parents },
    schema: Sha,
  });
  const answer = await tryToAsk(repository, withTree(emptyTree), [404, 422]);
  if (!isRefused(answer)) return answer.sha;
  const tree = await ask(repository, {
    route: `POST /${git}/trees`,
    parameters: { tree: [placeholder] },
    schema: Sha,
  });
  return (await ask(repository, withTree(tree.sha))).sha;
}

async function history(repository: GitHubRepository, sha: string, most: number): Promise<RecordedCommit[]> {
  const found: RecordedCommit[] = [];
  const question = { route: 'GET /repos/{owner}/{repo}/commits', parameters: { sha, per_page: 100 }, schema: Commit };
  for await (const commit of askPages(repository, question)) {
    if (found.length >= most) break;
    found.push(commit);
  }
  return found;
}

/** References of a repository, over GitHub’s Git data API. */
export function refsPort(repository: GitHubRepository): RefsPort {
  return {
    readRef: (ref) => readRef(repository, ref),
    createRef: (ref, sha) => createRef(repository, ref, sha),
    advanceRef: (ref, sha) => advanceRef(repository, ref, sha),
    createCommit: (commit) => createCommit(repository, commit),
    history: (sha, most) => history(repository, sha, most),
    listRefs: async (folder) => {
      // GitHub matches by prefix: “lock/prod” would find “lock/production” too.
      const prefix = `${folder.replace(/\/$/, '')}/`;
      const found = await askAll(repository, {
        route: `GET /${git}/matching-refs/{ref}`,
        parameters: { ref: withoutRefs(prefix) },
        schema: Ref,
      });
      return found.filter(({ ref }) => ref.startsWith(prefix));
    },
  };
}
