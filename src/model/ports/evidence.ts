/** A workflow run, as far as trust in what it left depends on it. */
export interface WorkflowRun {
  readonly id: number;
  readonly path: string;
  readonly event: string;
  readonly headBranch: string | null;
  readonly headSha: string;
  /** "owner/name"; null where it was deleted. */
  readonly headRepository: string | null;
  readonly repository: string;
  readonly url: string;
  readonly hasEnded: boolean;
  /** "success", "failure", "skipped" …; null until it has ended. */
  readonly conclusion: string | null;
  /** Login of who started this attempt of it; null where GitHub does not say. */
  readonly startedBy: string | null;
}

/** A file that a run left. */
export interface Artifact {
  readonly name: string;
  /** Bytes, packed. */
  readonly size: number;
  download(): Promise<Buffer>;
}

export interface OpenIssue {
  readonly number: number;
  readonly author: string;
  readonly title: string;
  readonly body: string;
  readonly url: string;
}

/** A deployment of an environment that succeeded. */
export interface SucceededDeployment {
  readonly sha: string;
  /** Logins of who made it and who said that it succeeded; null for one of whom GitHub does not say. */
  readonly by: readonly (string | null)[];
  readonly succeededAt: Date;
  /** Whether no later status says that it broke. */
  readonly stands: boolean;
}

/** An answer of a deployment protection rule; without `state` it is only a report of how things stand. */
export interface RunReview {
  readonly environment: string;
  readonly state: 'approved' | 'rejected' | null;
  readonly comment: string;
}

/** What one repository on GitHub can tell about a release. */
export interface EvidencePort {
  defaultBranch(): Promise<string>;
  /** Null where the repository has no such run. */
  run(id: number): Promise<WorkflowRun | null>;
  /** Ended runs of a workflow, newest first; of one branch and of one commit only where they are given. */
  runs(
    workflow: string,
    asked: { readonly branch: string | null; readonly sha: string | null },
  ): AsyncIterable<WorkflowRun>;
  /** Whether a commit is in the history of the default branch. */
  isOnDefaultBranch(sha: string): Promise<boolean>;
  /** The artifacts of a run that are still kept, of one name, newest first: every attempt of a run may leave one. */
  artifacts(runId: number, name: string): Promise<readonly Artifact[]>;
  openIssues(label: string): Promise<readonly OpenIssue[]>;
  /** Deployments of an environment that ever succeeded, newest first, as far as asked for. */
  deployments(environment: string): AsyncIterable<SucceededDeployment>;
  /** Numbers of the pull requests that a commit came with. */
  pullRequestsOf(sha: string): Promise<readonly number[]>;
  /** Whether an account was ever seen here, or at a commit: one that never was may be nobody’s. */
  hasWritten(login: string, sha: string): Promise<boolean>;
  /** Answers for one environment of a run that waits for this App: a word on how it stands, or the decision. `not-waiting`: the run does not (yet, any more). */
  review(runId: number, review: RunReview): Promise<'taken' | 'not-waiting'>;
}
