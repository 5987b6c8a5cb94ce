import type { GetContent } from '../config/read-commit-file.ts';
import type { GitHubClient } from './client.ts';

/** GitHub’s request for a file’s text, over a client that knows nothing but requests. */
export function getContentOver({ request }: GitHubClient): GetContent {
  return (asked) => request('GET /repos/{owner}/{repo}/contents/{path}', asked);
}
