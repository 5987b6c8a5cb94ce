import { z } from 'zod';
import type { BotEvent } from '../events/event.ts';
import { findRepository, type KeptRepository } from '../store/repositories.ts';
import { refreshRepository } from './refresh-repositories.ts';

const Installed = z.object({ installation: z.object({ id: z.number().int().positive() }) });

/** The repository of an event as it is known; it is read where it is not known yet. Null where there is none. */
export async function knownRepository(event: BotEvent): Promise<KeptRepository | null> {
  const { repository, store, payload, log, now } = event;
  if (repository === null) return null;
  const name = `${repository.owner}/${repository.repo}`;
  const known = await findRepository(store, name);
  if (known !== null) return known;
  const { installation } = Installed.parse(payload);
  const place = { ...repository, installationId: installation.id };
  await refreshRepository(await event.github(), place, { store, log, now });
  return findRepository(store, name);
}
