import type {
  BadShaFact,
  FreezeFact,
  GateInputs,
  GateRequest,
  LockFact,
  OverrideFact,
  RollbackFact,
} from '../model/gate/gate-facts.ts';
import { type GateInput, lacking } from '../model/gate/gate-input.ts';
import type { GateRules } from '../model/gate/gate-rules.ts';
import type { EvidencePort } from '../model/ports/evidence.ts';
import { attemptWith, type OnLack } from './attempt.ts';
import { readDrift } from './read-drift.ts';
import { readPrevious } from './read-previous.ts';
import { type RollbackStarters, trustedRollbacks } from './trusted-rollbacks.ts';
import type { VerdictReader } from './verdict-reader.ts';

/** What people and the bot have decided about an environment and its commits. */
export interface StateReader {
  locks(environment: string): Promise<GateInput<readonly LockFact[]>>;
  freezes(environment: string): Promise<GateInput<readonly FreezeFact[]>>;
  badShas(environment: string): Promise<GateInput<readonly BadShaFact[]>>;
  rollbacks(environment: string): Promise<GateInput<readonly RollbackFact[]>>;
  override(environment: string, sha: string): Promise<GateInput<OverrideFact>>;
}

/** The App, as whoever asks knows it. */
export interface KnownApp {
  /** Login that it writes as: issues about drifts, deployments. */
  readonly login: string;
  /** Whether that is certain, as where the App itself asks. */
  readonly isSure: boolean;
}

/** With what everything is read that the gate decides by. */
export interface Gathering {
  readonly github: EvidencePort;
  readonly verdicts: VerdictReader;
  readonly state: StateReader;
  readonly app: KnownApp;
  /** Whether somebody may give commands of a kind now: whose rollbacks are let through. */
  readonly may: RollbackStarters['may'];
  readonly onLack: OnLack;
  readonly now: Date;
}

/** Reads everything that the gate decides by; what cannot be read is said to be so, never left out. */
export async function gatherInputs(
  { github, verdicts, state, app, may, onLack, now }: Gathering,
  request: GateRequest,
  rules: GateRules,
): Promise<GateInputs> {
  const { service, environment, sha } = request;
  const { previousEnvironment } = rules;
  const deployers = [...rules.deployers, app.login];
  const starters = { app: app.login, may, deployers };
  const attempt = attemptWith(onLack);
  const [validation, release, canary, previous, drift, locks, freezes, badShas, rollbacks, override] =
    await Promise.all([
      attempt('validation', () => verdicts({ question: 'fidelity', service, sha: null })),
      attempt('release', () => verdicts({ question: 'release', service, sha })),
      attempt('canary', () => verdicts({ question: 'canary', service, sha })),
      attempt('previous', async () =>
        previousEnvironment === null
          ? lacking('absent', 'there is no environment before this one')
          : readPrevious(github, { environment: previousEnvironment, sha, deployers, now }),
      ),
      attempt('drift', () =>
        readDrift(github, {
          app: app.login,
          isSure: app.isSure,
          isRequired: rules.required.includes('drift'),
          sha,
          now,
        }),
      ),
      attempt('locks', () => state.locks(environment)),
      attempt('freezes', () => state.freezes(environment)),
      attempt('bad-shas', () => state.badShas(environment)),
      attempt('rollbacks', async () =>
        trustedRollbacks(github, { request, starters }, await state.rollbacks(environment)),
      ),
      attempt('override', () => state.override(environment, sha)),
    ]);
  return { validation, release, canary, previous, drift, locks, freezes, badShas, rollbacks, override };
}
