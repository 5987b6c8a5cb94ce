import { may } from '../../src/chatops/may.ts';
import type { ConfiguredGate } from '../../src/config/gate-of.ts';
import { gateRules } from '../../src/config/gate-schema.ts';
import type { Configuration } from '../../src/config/schema.ts';
import { decideGate } from '../../src/gate/decide-gate.ts';
import { gatherInputs, type StateReader } from '../../src/gather/gather-inputs.ts';
import { stateInLedger } from '../../src/gather/state-in-ledger.ts';
import type { RollbackStarters } from '../../src/gather/trusted-rollbacks.ts';
import { verdictsOnGitHub } from '../../src/gather/verdicts-on-github.ts';
import { refsPort } from '../../src/github/refs-port.ts';
import type { GateAnswer } from '../../src/model/gate/gate-answer.ts';
import type { GateInputs, GateRequest } from '../../src/model/gate/gate-facts.ts';
import { lacking } from '../../src/model/gate/gate-input.ts';
import type { EvidencePort } from '../../src/model/ports/evidence.ts';
import type { GitHub } from '../events/event.ts';
import { standingOf } from '../permissions/standing-of.ts';
import type { Querying } from '../store/database.ts';
import { findOverride } from '../store/gate-overrides.ts';
import { newestOf, verdictsInStore } from './verdicts-in-store.ts';

/** What the bot looks with. */
export interface Looking {
  readonly client: GitHub;
  readonly github: EvidencePort;
  readonly owner: string;
  readonly repo: string;
  readonly store: Querying;
  /** The login that the App writes as. */
  readonly login: string;
  /** The default branch’s: it says who may roll back. */
  readonly configuration: Configuration;
  readonly now: Date;
}

type Configured = Extract<ConfiguredGate, { ok: true }>;

/** Reads what the gate decides by: shared records and GitHub as everybody can, and what only the bot’s store knows. */
function gatherForBot(looking: Looking, request: GateRequest, { gate, workflows }: Configured): Promise<GateInputs> {
  const { client, github, owner, repo, store, login, now } = looking;
  const repository = `${owner}/${repo}`;
  const state: StateReader = {
    ...stateInLedger(refsPort({ client, owner, repo }), now),
    async override(environment, sha) {
      const value = await findOverride(store, { repository, environment, sha, now });
      if (value === null) return lacking('absent', 'nobody has overridden the gate for this commit');
      return { kind: 'present', value, at: now.toISOString(), links: [] };
    },
  };
  const commands = looking.configuration.commands ?? {};
  const starters: RollbackStarters = {
    app: login,
    may: async (person, access) =>
      may(await standingOf(client, { owner, repo, login: person }, commands), commands, access),
  };
  const verdicts = newestOf([verdictsInStore(store, repository), verdictsOnGitHub(github, workflows)]);
  return gatherInputs({ github, verdicts, state, driftAuthors: [login], starters, now }, request, gateRules(gate));
}

/** Decides about a release, by evidence as it is now. */
export async function decideAsBot(looking: Looking, request: GateRequest, configured: Configured): Promise<GateAnswer> {
  const inputs = await gatherForBot(looking, request, configured);
  return decideGate({ request, inputs, rules: gateRules(configured.gate), now: looking.now });
}
