import { z } from 'zod';
import { defaultPullRequests, type PullRequestPolicy } from '../../src/config/validation-schema.ts';
import type { BotEvent } from '../events/event.ts';
import { refreshRepository } from '../schedule/refresh-repositories.ts';
import { findRepository } from '../store/repositories.ts';

const Installed = z.object({ installation: z.object({ id: z.number().int().positive() }) });

/** What the default branch asks of pull requests; it is read where it is not known yet. */
export async function policyOf(event: BotEvent): Promise<PullRequestPolicy> {
  const { repository, store, payload, log, now } = event;
  if (repository === null) return defaultPullRequests;
  const name = `${repository.owner}/${repository.repo}`;
  const known = await findRepository(store, name);
  if (known !== null) return known.plan.pullRequests;
  const { installation } = Installed.parse(payload);
  await refreshRepository(
    await event.github(),
    { ...repository, installationId: installation.id },
    { store, log, now },
  );
  return (await findRepository(store, name))?.plan.pullRequests ?? defaultPullRequests;
}
