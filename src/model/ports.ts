/** What happens during long work, said to a person; never part of a result. */
export type Progress = (message: string) => void;

/** The time, and waiting for it. */
export interface Clock {
  now(): Date;
  /** Resolves at the instant; earlier where the signal says so. */
  until(instant: Date, signal: AbortSignal): Promise<void>;
}

/** An issue comment as far as Tollgate needs to know it. */
export interface Comment {
  readonly id: number;
  readonly author: string;
  readonly body: string;
}

/** The parts of GitHub that Tollgate writes to; implemented under `action/` and `bot/`. */
export interface GitHubPort {
  /** Login of the account that the token writes as. */
  whoAmI(): Promise<string>;
  /** Every comment of an issue or pull request, over all pages. */
  listComments(issue: number): Promise<Comment[]>;
  createComment(issue: number, body: string): Promise<void>;
  updateComment(id: number, body: string): Promise<void>;
}
