import { posix } from 'node:path';
import { getOctokit } from '@actions/github';
import type { ReadFile } from '../src/config/read-layers.ts';

/** The commit whose configuration is trusted. */
export interface Base {
  readonly owner: string;
  readonly repo: string;
  readonly sha: string;
}

/**
 * Makes a reader of configuration files as they are at the base commit of a pull request.
 *
 * A pull request must not be judged by rules that it brings along; a file that is missing there gives an error with code `ENOENT`.
 */
export function readFromBase(token: string, base: Base): ReadFile {
  const octokit = getOctokit(token);
  return async (file) => {
    const path = posix.normalize(file);
    try {
      const response = await octokit.rest.repos.getContent({
        owner: base.owner,
        repo: base.repo,
        path,
        ref: base.sha,
        mediaType: { format: 'raw' },
      });
      // The raw media type answers with the text itself, which the types do not know.
      const text: unknown = response.data;
      if (typeof text === 'string') return text;
      throw new TypeError('not a file');
    } catch (cause) {
      const status =
        cause instanceof Error && 'status' in cause && typeof cause.status === 'number' ? cause.status : null;
      const message = `${path} could not be read at the base commit ${base.sha.slice(0, 7)} (${status ?? 'no answer'}); the job needs contents: read`;
      throw Object.assign(new Error(message, { cause }), status === 404 ? { code: 'ENOENT' } : {});
    }
  };
}
