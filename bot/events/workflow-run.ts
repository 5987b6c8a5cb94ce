import { z } from 'zod';
import { defaultPlan, type ValidationPlan } from '../../src/config/validation-schema.ts';
import { evidencePort } from '../../src/github/evidence-port.ts';
import type { EvidencePort, WorkflowRun } from '../../src/model/ports/evidence.ts';
import { isOwnRun } from '../../src/provenance/read-own-plans.ts';
import { readReport } from '../../src/provenance/read-report.ts';
import { whyNotTrusted } from '../../src/provenance/trusted-run.ts';
import { recheckCommit } from '../checks/recheck-commit.ts';
import { tellLack } from '../slack/tell-lack.ts';
import { tellVerdict } from '../slack/tell-verdict.ts';
import { hastenGates } from '../store/hasten-gates.ts';
import { findRepository } from '../store/repositories.ts';
import { finishRun } from '../store/slots.ts';
import { keepVerdict, newestVerdict } from '../store/validations.ts';
import { updateDriftIssues } from '../validations/drift-issues.ts';
import type { BotEvent, EventHandler } from './event.ts';

const Completed = z.object({
  workflow_run: z.object({
    id: z.number().int().positive(),
    pull_requests: z.array(z.object({ number: z.number().int() })).default([]),
  }),
  repository: z.object({ default_branch: z.string() }),
});

/** The workflows that count: the default branch says which, never the run. */
async function planOf(event: BotEvent, name: string): Promise<ValidationPlan> {
  return (await findRepository(event.store, name))?.plan ?? defaultPlan;
}

/**
 * A run has ended: if it was a validation that can be trusted, its verdict is kept and the drift issues follow it. If it was a change’s
 * own, the check of that change is made again.
 */
export const onWorkflowRun: EventHandler = async (event) => {
  if (event.action !== 'completed' || event.repository === null) return;
  const { workflow_run: announced, repository } = Completed.parse(event.payload);
  const github = evidencePort({ client: await event.github(), ...event.repository });
  // What the webhook says is read again from the API: it may be hours old when it is worked off.
  const run = await github.run(announced.id);
  if (run === null) return;
  const name = `${event.repository.owner}/${event.repository.repo}`;
  const missed = await finishRun(event.store, { repository: name, runId: run.id, now: event.now });
  const { workflow, pullRequests } = await planOf(event, name);
  if (isOwnRun(run, pullRequests.plans)) {
    await recheckCommit(event, run.headSha, announced.pull_requests);
    return;
  }
  const why = whyNotTrusted(run, { workflow, defaultBranch: repository.default_branch });
  if (why !== null) {
    event.log.debug({ run: run.id, why }, 'not a validation to be trusted');
    return;
  }
  await receive(event, { github, run, missed });
};

interface Received {
  readonly github: EvidencePort;
  readonly run: WorkflowRun;
  readonly missed: number;
}

async function receive(event: BotEvent, { github, run, missed }: Received): Promise<void> {
  if (event.repository === null) return;
  const read = await readReport(github, run);
  if ('lack' in read) {
    event.log.warn({ run: run.id, lack: read.lack }, 'a validation brought no report');
    await tellLack(event, { runId: run.id, url: run.url, lack: read.lack });
    return;
  }
  const { verdict } = read;
  const repository = `${event.repository.owner}/${event.repository.repo}`;
  await keepVerdict(event.store, { repository, verdict, runId: run.id, link: run.url, missed });
  await hastenGates(event.store, { repository, environment: null, now: event.now });
  // A delivery that comes late, or again, must not speak over a newer verdict.
  const newest = await newestVerdict(event.store, { repository, verdict });
  await tellVerdict(event, { ...(newest ?? { verdict, link: run.url }), runId: run.id });
  if (verdict.question === 'fidelity') await updateDriftIssues(event, verdict.subject.service);
}
