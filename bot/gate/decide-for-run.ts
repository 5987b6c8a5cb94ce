import { gateOf } from '../../src/config/gate-of.ts';
import { evidencePort } from '../../src/github/evidence-port.ts';
import type { GateAnswer } from '../../src/model/gate/gate-answer.ts';
import type { WorkflowRun } from '../../src/model/ports/evidence.ts';
import { obeyedConfiguration } from '../configuration/obeyed-configuration.ts';
import type { BotEvent } from '../events/event.ts';
import type { KeptGateRequest } from '../store/gate-requests.ts';
import { decideAsBot } from './decide-as-bot.ts';
import { namedDigest } from './named-digest.ts';

/** The decision; or why none is needed: it is no, whatever the evidence says (`refused`), or nobody waits any more (`gone`). */
export type RunDecision =
  | { readonly kind: 'decided'; readonly answer: GateAnswer; readonly url: string }
  | { readonly kind: 'refused'; readonly message: string; readonly url: string | null }
  | { readonly kind: 'gone'; readonly message: string };

const refused = (message: string, url: string | null = null): RunDecision => ({ kind: 'refused', message, url });

/** Why a run cannot be let in, whatever the evidence says; null where it may be looked at. */
function whyRefused(run: WorkflowRun, { sha }: KeptGateRequest): string | null {
  if (run.headRepository?.toLowerCase() !== run.repository.toLowerCase()) {
    return `The run is of the code of ${run.headRepository ?? 'a deleted repository'}, not of this repository`;
  }
  return sha === null || sha === run.headSha
    ? null
    : `The deployment is of commit ${sha} and its run of ${run.headSha}: a merge made only for a pull request was tested by nobody`;
}

/**
 * Decides about a run that waits, by the default branch’s configuration and evidence as it is now.
 *
 * @throws the client’s error where GitHub does not answer: that is no decision
 */
export async function decideForRun(event: BotEvent, kept: KeptGateRequest): Promise<RunDecision> {
  if (event.repository === null) return refused('The event is about no repository');
  const client = await event.github();
  const { owner, repo } = event.repository;
  const github = evidencePort({ client, owner, repo });
  const run = await github.run(kept.runId);
  if (run === null) return { kind: 'gone', message: 'GitHub knows no such run here' };
  if (run.hasEnded) return { kind: 'gone', message: 'the run has ended' };
  const why = whyRefused(run, kept);
  if (why !== null) return refused(why, run.url);
  const obeyed = await obeyedConfiguration(client, { owner, repo, now: event.now });
  if (obeyed.kind === 'lack') return refused(obeyed.message, run.url);
  const configured = gateOf(obeyed.configuration, kept.environment, null);
  if (!configured.ok) return refused(`The gate cannot decide: ${configured.message}`, run.url);
  const looking = { client, owner, repo, configuration: obeyed.configuration, login: await event.login() };
  const asked = {
    environment: kept.environment,
    sha: run.headSha,
    ...(await namedDigest(github, run.id, configured)),
    runId: String(run.id),
    runEvent: run.event,
    askedAt: kept.askedAt,
  };
  const { store, log, now } = event;
  return {
    kind: 'decided',
    answer: await decideAsBot({ ...looking, store, log, now }, asked, configured),
    url: run.url,
  };
}
