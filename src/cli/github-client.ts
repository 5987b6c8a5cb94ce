import type { GitHubClient } from '../github/client.ts';
import { UsageError } from '../model/usage-error.ts';

/** How GitHub is reached from a command line. */
export interface GitHubAccess {
  readonly client: GitHubClient;
  readonly owner: string;
  readonly repo: string;
}

/** Reads `owner/name`. @throws UsageError where it is none */
export function parseRepository(text: string | undefined): { owner: string; repo: string } {
  const [owner, repo, ...more] = text?.split('/') ?? [];
  if (owner && repo && more.length === 0 && /^[\w.-]+\/[\w.-]+$/.test(text ?? '')) return { owner, repo };
  const given = text === undefined ? 'none was given' : `not ${JSON.stringify(text)}`;
  throw new UsageError('invalid-option', `--repository (or GITHUB_REPOSITORY): wanted owner/name, ${given}`);
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A client of GitHub for whoever the token stands for.
 *
 * @throws UsageError without a token or a repository
 */
export async function gitHubAccess(
  given: { readonly token: string | undefined; readonly repository: string | undefined },
  environment: Environment,
): Promise<GitHubAccess> {
  const token = given.token ?? environment['GITHUB_TOKEN'] ?? environment['GH_TOKEN'];
  if (token === undefined || token === '')
    throw new UsageError('invalid-option', 'GitHub is asked with a token: set GITHUB_TOKEN (gh auth token prints one)');
  const repository = parseRepository(given.repository ?? environment['GITHUB_REPOSITORY']);
  const { Octokit } = await import('octokit');
  const client = new Octokit({
    auth: token,
    baseUrl: environment['GITHUB_API_URL'] ?? 'https://api.github.com',
    userAgent: 'tollgate',
    // A handful of requests: no pace is needed, and at 3 AM nobody wants to wait a second for each.
    throttle: { enabled: false },
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  });
  return { client, ...repository };
}
