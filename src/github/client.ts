/** What a client of GitHub’s API answers; the body is from outside and is parsed by whoever reads it. */
interface GitHubResponse {
  readonly status: number;
  readonly data: unknown;
  readonly headers: { readonly link?: string | undefined };
}

/**
 * A client of GitHub’s API, whoever it is: the token of a job, an installation of the App, a person at a laptop.
 *
 * The clients of `@actions/github`, of Probot and of `octokit` are all of this shape, so that the core needs none of them.
 */
export interface GitHubClient {
  readonly request: (route: string, parameters?: Record<string, unknown>) => Promise<GitHubResponse>;
}

/** One repository, as a client sees it. */
export interface GitHubRepository {
  readonly client: GitHubClient;
  readonly owner: string;
  readonly repo: string;
}
