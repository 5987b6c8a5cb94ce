import { may } from '../chatops/may.ts';
import { gateRules } from '../config/gate-schema.ts';
import { decideGate } from '../gate/decide-gate.ts';
import { gatherInputs } from '../gather/gather-inputs.ts';
import { stateInLedger } from '../gather/state-in-ledger.ts';
import type { RollbackStarters } from '../gather/trusted-rollbacks.ts';
import { verdictsOnGitHub } from '../gather/verdicts-on-github.ts';
import type { GitHubRepository } from '../github/client.ts';
import { commitNamed } from '../github/commits.ts';
import { evidencePort } from '../github/evidence-port.ts';
import { roleOf } from '../github/people.ts';
import { refsPort } from '../github/refs-port.ts';
import type { GateAnswer } from '../model/gate/gate-answer.ts';
import { UsageError } from '../model/usage-error.ts';
import { gateConfiguration } from './gate-configuration.ts';

/** What is asked of the gate from a command line. */
export interface GateCommand {
  readonly config: string | undefined;
  readonly service: string | null;
  readonly environment: string;
  readonly sha: string;
  readonly digest: string | null;
  /** The workflow run that asks, and what started it; null where nobody but a person does. */
  readonly run: { readonly id: string; readonly event: string | null } | null;
  readonly repository: GitHubRepository;
  /** Login of the App that writes issues about drifts, and starts rollbacks. */
  readonly app: string;
  readonly now: Date;
}

/**
 * Decides whether a commit may enter an environment, from GitHub alone: what trusted workflows left, deployments, issues and shared
 * records, by the rules of the default branch.
 *
 * @throws UsageError for a configuration with mistakes or without a gate for this environment, and for a commit that is not there
 * @throws ProviderError where GitHub does not answer
 */
export async function gate(command: GateCommand): Promise<GateAnswer> {
  const { repository, environment, sha, digest, run, now } = command;
  const configured = await gateConfiguration(repository, command);
  if ((await commitNamed(repository, sha)) === null) {
    throw new UsageError('invalid-option', `--sha: ${repository.owner}/${repository.repo} has no commit ${sha}`);
  }
  const github = evidencePort(repository);
  const { pullRequests } = await github.origin(sha);
  const request = {
    service: configured.service,
    environment,
    sha,
    digest,
    runId: run?.id ?? null,
    runEvent: run?.event ?? null,
    pullRequests,
    askedAt: now.toISOString(),
  };
  const rules = gateRules(configured.gate);
  const verdicts = verdictsOnGitHub(github, configured.workflows);
  const state = stateInLedger(refsPort(repository), now);
  const starters: RollbackStarters = {
    app: command.app,
    // Teams are not asked for: the token of a job may not look at them.
    async may(login, access) {
      const role = (await roleOf(repository, login)) ?? 'none';
      return may({ login, role, teams: new Set() }, configured.commands, access);
    },
  };
  const gathering = { github, verdicts, state, driftAuthors: [command.app], starters, now };
  return decideGate({ request, inputs: await gatherInputs(gathering, request, rules), rules, now });
}
