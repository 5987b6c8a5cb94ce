import { posix } from 'node:path';
import type { ReadFile } from '../../src/config/read-layers.ts';
import type { GitHub } from '../events/event.ts';

/** Reads files of a repository as they are at a commit; one that is missing there gives an error with code `ENOENT`. */
export function readAtCommit(github: GitHub, at: { owner: string; repo: string; sha: string }): ReadFile {
  return async (file) => {
    const path = posix.normalize(file);
    try {
      const response = await github.rest.repos.getContent({
        owner: at.owner,
        repo: at.repo,
        path,
        ref: at.sha,
        mediaType: { format: 'raw' },
      });
      // The raw media type answers with the text itself, which the types do not know.
      const text: unknown = response.data;
      if (typeof text === 'string') return text;
      throw new TypeError('not a file');
    } catch (cause) {
      const status = cause instanceof Error && 'status' in cause ? cause.status : null;
      if (status !== 404) throw cause;
      throw Object.assign(new Error(`${path} is not in commit ${at.sha.slice(0, 7)}`, { cause }), { code: 'ENOENT' });
    }
  };
}
