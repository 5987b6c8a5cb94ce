import { may } from '../chatops/may.ts';
import type { OnLack } from '../gather/attempt.ts';
import { decideRelease } from '../gather/decide-release.ts';
import type { Gathering } from '../gather/gather-inputs.ts';
import { stateInLedger } from '../gather/state-in-ledger.ts';
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
  /** Told of what could not be read. */
  readonly onLack: OnLack;
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
  const gathering: Gathering = {
    github,
    verdicts: verdictsOnGitHub(github, configured.workflows),
    state: stateInLedger(refsPort(repository), now),
    app: { login: command.app, isSure: false },
    // Teams are not asked for: the token of a job may not look at them.
    async may(login, access) {
      const role = (await roleOf(repository, login)) ?? 'none';
      return may({ login, role, teams: new Set() }, configured.commands, access);
    },
    onLack: command.onLack,
    now,
  };
  const asked = { environment, sha, digest, runId: run?.id ?? null, runEvent: run?.event ?? null };
  return decideRelease(gathering, { ...asked, askedAt: now.toISOString() }, configured);
}
