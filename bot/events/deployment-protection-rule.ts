import { z } from 'zod';
import { judgeRequest } from '../gate/judge-request.ts';
import { runOfCallback } from '../gate/run-of-callback.ts';
import { findGateRequest, keepGateRequest } from '../store/gate-requests.ts';
import type { EventHandler } from './event.ts';

/** GitHub describes nearly every field as optional, and its real bodies lack some of them. */
const Requested = z.object({
  environment: z.string().min(1).max(255),
  deployment_callback_url: z.string().max(2000),
  sha: z.string().nullish(),
  deployment: z.object({ sha: z.string().nullish() }).nullish(),
  installation: z.object({ id: z.number().int().positive() }),
});

/** A job waits at the door of an environment: it is decided about now, and again until there is an answer. */
export const onDeploymentProtectionRule: EventHandler = async (event) => {
  if (event.action !== 'requested' || event.repository === null) return;
  const { environment, deployment_callback_url: callback, ...given } = Requested.parse(event.payload);
  const { owner, repo } = event.repository;
  const client = await event.github();
  const api = client.request.endpoint.DEFAULTS.baseUrl;
  const runId = runOfCallback(callback, { api, owner, repo });
  if (runId === null) {
    event.log.error({ callback }, 'a deployment protection rule names a run elsewhere; it is not followed');
    return;
  }
  const kept = await keepGateRequest(event.store, {
    repository: `${owner}/${repo}`,
    installationId: given.installation.id,
    runId,
    environment,
    sha: given.sha ?? given.deployment?.sha ?? null,
    askedAt: event.now,
  });
  await judgeRequest(event, kept);
};

const Due = z.object({ request: z.uuid() });

/** It is time to ask about a run that waits again. */
export const onGateDue: EventHandler = async (event) => {
  const kept = await findGateRequest(event.store, Due.parse(event.payload).request);
  if (kept !== null && kept.dueAt.getTime() <= event.now.getTime()) await judgeRequest(event, kept);
};
