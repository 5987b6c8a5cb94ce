import type { Decision, Question } from '../verdict.ts';
import type { GateInput } from './gate-input.ts';

/** A trusted verdict, as far as the gate looks at it. */
export interface VerdictFact {
  readonly question: Question;
  readonly decision: Decision;
  /** `continue`: a canary that is still watched. */
  readonly next: 'stop' | 'continue';
  readonly service: string;
  readonly sha: string | null;
  readonly digest: string | null;
  /** Addresses of the differences that stop a release: diverged, unaccepted, of severity `block`. */
  readonly blocking: readonly string[];
}

/** That a commit was deployed with success in an environment, and since when it has been there. */
export interface DeployedFact {
  readonly environment: string;
  readonly sha: string;
  /** ISO 8601. */
  readonly since: string;
}

/** A lock that is held on an environment. */
export interface LockFact {
  readonly owner: string;
  /** Pull request that holds it together with the owner: its own commits may pass. */
  readonly pullRequest: number | null;
  readonly reason: string;
  /** ISO 8601; null: until somebody unlocks. */
  readonly expiresAt: string | null;
}

/** A freeze that somebody called. */
export interface FreezeFact {
  readonly by: string;
  readonly reason: string;
  /** ISO 8601. */
  readonly until: string;
}

/** A commit that must not be deployed again. */
export interface BadShaFact {
  readonly sha: string;
  readonly reason: string;
}

/** A rollback that is under way. */
export interface RollbackFact {
  readonly id: string;
  /** The runs that it has started; null while nobody knows, or where it starts none itself but asks for a deployment. */
  readonly runIds: readonly string[] | null;
  /** Whether whatever takes up deployments makes its run. */
  readonly byDeployment: boolean;
  /** The commit that its run is of, which need not be the one that it deploys; null while nobody knows. */
  readonly sha: string | null;
  /** The commit that it goes back to. */
  readonly target: string;
  readonly environment: string;
  /** Login of who wants it, as the record says. */
  readonly by: string;
}

/** An open issue about a difference that lasts. */
export interface DriftFact {
  readonly number: number;
  readonly title: string;
  readonly isBlocking: boolean;
}

/** Somebody’s decision to let one commit into one environment for at most an hour. */
export interface OverrideFact {
  readonly sha: string;
  readonly environment: string;
  readonly reason: string;
  /** Who decided; all of them may override. */
  readonly by: readonly string[];
  /** Who brought the commit about, by what GitHub vouches for; null where it does not say. */
  readonly authors: readonly string[] | null;
  /** ISO 8601. */
  readonly grantedAt: string;
  readonly expiresAt: string;
}

/** Everything that the gate decides by. */
export interface GateInputs {
  /** The newest trusted comparison of staging with production. */
  readonly validation: GateInput<VerdictFact>;
  /** The comparison of this build with the one before it. */
  readonly release: GateInput<VerdictFact>;
  /** The canary of this build in the step before. */
  readonly canary: GateInput<VerdictFact>;
  /** The commit in the environment before this one. */
  readonly previous: GateInput<DeployedFact>;
  readonly drift: GateInput<readonly DriftFact[]>;
  readonly locks: GateInput<readonly LockFact[]>;
  readonly freezes: GateInput<readonly FreezeFact[]>;
  readonly badShas: GateInput<readonly BadShaFact[]>;
  readonly rollbacks: GateInput<readonly RollbackFact[]>;
  readonly override: GateInput<OverrideFact>;
}

/** What the gate is asked. */
export interface GateRequest {
  readonly service: string;
  readonly environment: string;
  /** The whole SHA. */
  readonly sha: string;
  /** "sha256:…" of the image that is to be deployed; null where whoever asks does not know it. */
  readonly digest: string | null;
  /** Why it is not known, where whoever asks can say. */
  readonly digestLack?: string;
  /** The workflow run that waits for the answer. */
  readonly runId: string | null;
  /** What started that run, in GitHub’s words. */
  readonly runEvent: string | null;
  /** Pull requests that the commit came with. */
  readonly pullRequests: readonly number[];
  /** When it was asked first; ISO 8601. */
  readonly askedAt: string;
}
