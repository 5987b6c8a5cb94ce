import { posix } from 'node:path';
import type { ReadFile } from './read-layers.ts';

/** A commit of a repository on GitHub. */
export interface Commit {
  readonly owner: string;
  readonly repo: string;
  readonly sha: string;
}

/** GitHub’s request for a file, of whichever client the caller has. */
export type GetContent = (asked: {
  owner: string;
  repo: string;
  path: string;
  ref: string;
  mediaType: { format: 'raw' };
}) => Promise<{ readonly data: unknown }>;

/** What to say of a file that could not be read; null leaves the client’s own error as it is. */
type Explain = (path: string, status: number | null) => string | null;

/**
 * Makes a reader of configuration files as they are at a commit; a file that is missing there gives an error with code `ENOENT`.
 *
 * @param explain words for the error; the client’s own becomes its cause
 */
export function commitFileReader(getContent: GetContent, { owner, repo, sha }: Commit, explain: Explain): ReadFile {
  return async (file) => {
    const path = posix.normalize(file);
    try {
      const { data } = await getContent({ owner, repo, path, ref: sha, mediaType: { format: 'raw' } });
      // The raw media type answers with the text itself, which the clients’ types do not know.
      if (typeof data === 'string') return data;
      throw new TypeError('not a file');
    } catch (cause) {
      const status =
        cause instanceof Error && 'status' in cause && typeof cause.status === 'number' ? cause.status : null;
      const message = explain(path, status);
      if (message === null) throw cause;
      throw Object.assign(new Error(message, { cause }), status === 404 ? { code: 'ENOENT' } : {});
    }
  };
}
