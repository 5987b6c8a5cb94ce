import type { GitHubRepository } from '../../github/client.ts';
import type { Clock } from '../../model/ports.ts';

/** What a message to another server is answered with. */
export interface Answered {
  readonly status: number;
  readonly text: string;
}

/** Sends one request to a server that is not GitHub; follows no redirect, and refuses what an operator did not allow. */
export type SendOut = (request: {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}) => Promise<Answered>;

/** Everything outside that a rollback touches. */
export interface RollbackWorld {
  readonly repository: GitHubRepository;
  /** Another repository, `owner/name`. */
  readonly elsewhere: (fullName: string) => Promise<GitHubRepository>;
  /** Login of whoever writes there: what others wrote is not taken for our own. */
  readonly login: () => Promise<string>;
  readonly clock: Clock;
  readonly sendOut: SendOut;
}
