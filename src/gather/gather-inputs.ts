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
import { attempt } from './attempt.ts';
import { readDrift } from './read-drift.ts';
import { readPrevious } from './read-previous.ts';
import { nobody, type RollbackStarters, trustedRollbacks } from './trusted-rollbacks.ts';
import type { VerdictReader } from './verdict-reader.ts';

/** What people and the bot have decided about an environment and its commits. */
export interface StateReader {
  locks(environment: string): Promise<GateInput<readonly LockFact[]>>;
  freezes(environment: string): Promise<GateInput<readonly FreezeFact[]>>;
  badShas(environment: string): Promise<GateInput<readonly BadShaFact[]>>;
  rollbacks(environment: string): Promise<GateInput<readonly RollbackFact[]>>;
  override(environment: string, sha: string): Promise<GateInput<OverrideFact>>;
}

export interface Gathering {
  readonly github: EvidencePort;
  readonly verdicts: VerdictReader;
  readonly state: StateReader;
  /** Logins that write the issues about drifts. */
  readonly driftAuthors: readonly string[];
  /** Whose rollbacks are let through; nobody’s where it is left out. */
  readonly starters?: RollbackStarters;
  readonly now: Date;
}

/** Reads everything that the gate decides by; what cannot be read is said to be so, never left out. */
export async function gatherInputs(
  { github, verdicts, state, driftAuthors, starters = nobody, now }: Gathering,
  request: GateRequest,
  { previousEnvironment }: GateRules,
): Promise<GateInputs> {
  const { service, environment, sha } = request;
  const [validation, release, canary, previous, drift, locks, freezes, badShas, rollbacks, override] =
    await Promise.all([
      attempt(() => verdicts({ question: 'fidelity', service, sha: null })),
      attempt(() => verdicts({ question: 'release', service, sha })),
      attempt(() => verdicts({ question: 'canary', service, sha })),
      attempt(async () =>
        previousEnvironment === null
          ? lacking('absent', 'there is no environment before this one')
          : readPrevious(github, { environment: previousEnvironment, sha, now }),
      ),
      attempt(() => readDrift(github, { authors: driftAuthors, now })),
      attempt(() => state.locks(environment)),
      attempt(() => state.freezes(environment)),
      attempt(() => state.badShas(environment)),
      attempt(async () => trustedRollbacks(github, { request, starters }, await state.rollbacks(environment))),
      attempt(() => state.override(environment, sha)),
    ]);
  return { validation, release, canary, previous, drift, locks, freezes, badShas, rollbacks, override };
}
