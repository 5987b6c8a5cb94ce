/** A comment as GitHub keeps it. */
export interface KeptComment {
  readonly id: number;
  readonly author: string;
  body: string;
}

/** What a fake GitHub holds and allows. */
export interface GitHubState {
  /** Token that every request must carry. */
  readonly token: string;
  /** "owner/name" */
  readonly repository: string;
  /** Files by commit and path. */
  readonly files: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Comments of the one pull request, oldest first. */
  readonly comments: KeptComment[];
  readonly pullRequest: number;
  /** Login that new comments are written by. */
  readonly writesAs: string;
  /** Whether the token may read the repository’s files. */
  readonly mayRead: boolean;
  /** The token of a fork’s pull request may read and not write. */
  readonly mayWrite: boolean;
}
