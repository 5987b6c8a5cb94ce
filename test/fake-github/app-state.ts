import { emptyGit, type GitState } from './git-state.ts';

/** A check run as the fake keeps it. */
export interface KeptCheck {
  readonly id: number;
  readonly name: string;
  readonly headSha: string;
  readonly note: string | null;
  status: string;
  conclusion: string | null;
  title: string | null;
  summary: string | null;
  readonly annotations: { readonly path: string; readonly start_line: number; readonly title?: string }[];
}

export interface KeptFile {
  readonly filename: string;
  readonly status: string;
  readonly patch?: string;
  readonly changes: number;
}

/** An issue as the fake keeps it. */
export interface KeptIssue {
  readonly number: number;
  readonly author: string;
  title: string;
  body: string;
  state: string;
  labels: readonly string[];
  readonly comments: string[];
  readonly isLocked?: boolean;
}

/** A comment with what people and bots reacted. */
export interface KeptComment {
  readonly id: number;
  readonly issue: number;
  readonly author: string;
  body: string;
  readonly createdAt: string;
  readonly reactions: string[];
}

/** A workflow run with the archive of its one artifact. */
export interface KeptRun {
  readonly id: number;
  readonly path: string;
  readonly event: string;
  readonly head_branch: string;
  readonly head_sha: string;
  readonly head_repository: { readonly full_name: string };
  status?: string;
  /** Login of who started its newest attempt. */
  readonly startedBy?: string;
  conclusion?: string;
  /** What its artifact is called; as a validation’s where nothing is said. */
  readonly artifactName?: string;
  /** Archive of its newest attempt. */
  readonly artifact: Buffer | null;
  /** Archive of the attempt before, which GitHub still lists. */
  readonly earlier?: Buffer;
  /** Archive of its artifact `tollgate-release`. */
  readonly named?: Buffer;
}

/** One attempt of GitHub to bring a webhook, as its list of deliveries shows it. */
export interface KeptAttempt {
  /** A whole number, larger than JavaScript counts exactly. */
  readonly id: string;
  readonly guid: string;
  readonly deliveredAt: Date;
  readonly status: number;
}

/** A run that somebody started by `workflow_dispatch`. */
export interface DispatchedRun {
  readonly id: number;
  readonly repository: string;
  readonly workflow: string;
  readonly ref: string;
  readonly createdAt: string;
  status: string;
  readonly startedBy?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  /** What GitHub shows it as: the workflow’s `run-name`. */
  readonly title?: string;
}

/** A deployment as the fake keeps it. */
export interface KeptDeployment {
  readonly id: number;
  readonly sha: string;
  readonly environment: string;
  readonly task: string;
  readonly payload: unknown;
  readonly createdAt: string;
  /** Login of who made it; a workflow where a test says nothing. */
  readonly creator?: string;
  /** Newest last. */
  readonly statuses: {
    readonly state: string;
    readonly creator?: string;
    readonly description?: string;
    readonly log_url?: string;
    readonly created_at?: string;
  }[];
}

/** A pull request as the fake keeps it. */
export interface KeptPull {
  readonly author: string;
  readonly number: number;
  readonly repository: string;
  readonly head: string;
  readonly base: string;
  title: string;
  body: string;
  mergedAt: string | null;
  state: 'open' | 'closed';
  /** Repository of its branch, where that is a fork. */
  readonly fork?: string;
  mergeCommit?: string;
}

/** A push to a branch, as GitHub’s list of a repository’s activity shows it. */
export interface KeptPush {
  readonly branch: string;
  readonly after: string;
  readonly by: string | null;
  readonly at: string;
}

/** A job that waits for the App’s word about an environment, with what was said to it. */
export interface KeptGate {
  readonly run: number;
  readonly environment: string;
  isWaiting: boolean;
  readonly said: { readonly state: string | null; readonly comment: string }[];
}

/** What a GitHub on which the App is installed holds; tests change it as they like. */
export interface AppState {
  readonly appId: number;
  /** Newest commit of the default branch. */
  head: string;
  /** Changed files of each pull request, by number. */
  readonly pullFiles: Record<number, KeptFile[]>;
  /** Open pull requests that hold a commit. */
  readonly pullsOfCommit: Record<string, number[]>;
  /** Changed files between two commits, by "base...head". */
  readonly comparisons: Record<string, KeptFile[]>;
  /** Files by commit and path. */
  readonly contents: Record<string, Record<string, string>>;
  readonly checks: KeptCheck[];
  readonly issues: KeptIssue[];
  readonly runs: KeptRun[];
  /** Commits that are not in the history of the default branch. */
  readonly strays: readonly string[];
  /** Comments of issues and pull requests, in the order in which they were written. */
  readonly comments: KeptComment[];
  /** Comments on commits, oldest first. */
  readonly commitComments: {
    readonly id: number;
    readonly sha: string;
    readonly author: string;
    readonly body: string;
  }[];
  /** `role_name` of each login. */
  readonly roles: Record<string, string>;
  /** State of each login’s membership by slug of a team; members of nested teams among them, as GitHub does it. */
  readonly teams: Record<string, Record<string, 'active' | 'pending'>>;
  /** Who a token stands for: an installation, a job, a person at a laptop. */
  readonly accounts: Map<string, string>;
  readonly gates: KeptGate[];
  /** Login of the author of each commit, and of each pull request by number. */
  readonly authors: Record<string, string>;
  readonly git: GitState;
  /** What other repositories hold, by “owner/name”. */
  readonly elsewhere: Record<string, GitState>;
  /** Newest last. */
  readonly deployments: KeptDeployment[];
  /** What deploys: told of each new deployment, before GitHub answers. */
  deploy: (deployment: KeptDeployment) => void;
  readonly pulls: KeptPull[];
  /** Oldest first. */
  readonly pushes: KeptPush[];
  /** Why GitHub does not merge a pull request yet; null where it does. */
  mergeable: (pull: KeptPull) => string | null;
  /** How a run stands that was started through the API. */
  outcome: (run: DispatchedRun) => { readonly status: string; readonly conclusion: string | null };
  /** Attempts at deliveries, newest first. */
  readonly attempts: KeptAttempt[];
  /** Told of each attempt that is to be made again. */
  redeliver: (attempt: KeptAttempt) => void;
  /** Repositories on which the App is installed, by the number of the installation. */
  readonly installations: Record<number, string[]>;
  /** Runs that were started through the API, oldest first. */
  readonly dispatched: DispatchedRun[];
}

export function emptyState(): AppState {
  return {
    appId: 1,
    head: '1'.repeat(40),
    pullFiles: {},
    pullsOfCommit: {},
    comparisons: {},
    contents: {},
    checks: [],
    issues: [],
    runs: [],
    strays: [],
    comments: [],
    commitComments: [],
    roles: {},
    teams: {},
    accounts: new Map([
      ['ghs_installation', 'tollgate[bot]'],
      ['ghs_job', 'github-actions[bot]'],
      ['ghp_laptop', 'dana'],
    ]),
    gates: [],
    authors: {},
    git: emptyGit(),
    elsewhere: {},
    deployments: [],
    deploy: () => {},
    pulls: [],
    pushes: [],
    mergeable: () => null,
    outcome: ({ status }) => ({ status, conclusion: null }),
    attempts: [],
    redeliver: () => {},
    installations: {},
    dispatched: [],
  };
}
