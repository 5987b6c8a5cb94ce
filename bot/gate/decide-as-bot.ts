import type { Logger } from 'pino';
import { may } from '../../src/chatops/may.ts';
import type { ConfiguredGate } from '../../src/config/gate-of.ts';
import type { Configuration } from '../../src/config/schema.ts';
import { type AskedRelease, decideRelease } from '../../src/gather/decide-release.ts';
import type { StateReader } from '../../src/gather/gather-inputs.ts';
import { stateInLedger } from '../../src/gather/state-in-ledger.ts';
import { verdictsOnGitHub } from '../../src/gather/verdicts-on-github.ts';
import { evidencePort } from '../../src/github/evidence-port.ts';
import { refsPort } from '../../src/github/refs-port.ts';
import type { GateAnswer } from '../../src/model/gate/gate-answer.ts';
import { lacking } from '../../src/model/gate/gate-input.ts';
import type { GitHub } from '../events/event.ts';
import { standingOf } from '../permissions/standing-of.ts';
import type { Querying } from '../store/database.ts';
import { findOverride } from '../store/gate-overrides.ts';
import { newestOf, verdictsInStore } from './verdicts-in-store.ts';

/** What the bot looks with. */
export interface Looking {
  readonly client: GitHub;
  readonly owner: string;
  readonly repo: string;
  readonly store: Querying;
  readonly log: Pick<Logger, 'warn'>;
  /** The login that the App writes as. */
  readonly login: string;
  /** The default branch’s: it says who may roll back. */
  readonly configuration: Configuration;
  readonly now: Date;
}

/** Shared records as everybody can read them, and overrides, which only the bot’s store knows. */
function stateOf({ client, owner, repo, store, now }: Looking): StateReader {
  const repository = `${owner}/${repo}`;
  return {
    ...stateInLedger(refsPort({ client, owner, repo }), now),
    async override(environment, sha) {
      const value = await findOverride(store, { repository, environment, sha, now });
      if (value === null) return lacking('absent', 'nobody has overridden the gate for this commit');
      return { kind: 'present', value, at: now.toISOString(), links: [] };
    },
  };
}

/** Decides about a release, by evidence as it is now: shared records, GitHub, and what only the bot’s store knows. */
export async function decideAsBot(
  looking: Looking,
  asked: Omit<AskedRelease, 'askedAt'> & { readonly askedAt?: Date },
  configured: Extract<ConfiguredGate, { ok: true }>,
): Promise<GateAnswer> {
  const { client, owner, repo, store, log, login, now } = looking;
  const github = evidencePort({ client, owner, repo });
  const repository = `${owner}/${repo}`;
  const commands = looking.configuration.commands ?? {};
  const gathering = {
    github,
    verdicts: newestOf([verdictsInStore(store, repository), verdictsOnGitHub(github, configured.workflows)]),
    state: stateOf(looking),
    app: { login, isSure: true },
    may: async (person: string, access: Parameters<typeof may>[2]) =>
      may(await standingOf(client, { owner, repo, login: person }, commands), commands, access),
    onLack: (input: string, error: unknown) =>
      log.warn({ err: error, repository, input, sha: asked.sha }, 'an input of the gate could not be read'),
    now,
  };
  return decideRelease(gathering, { ...asked, askedAt: (asked.askedAt ?? now).toISOString() }, configured);
}
