import { z } from 'zod';
import { defaultConfiguration } from '../../src/commands/configuration-file.ts';
import { refreshRepository } from '../schedule/refresh-repositories.ts';
import type { EventHandler } from './event.ts';

const Paths = z.array(z.string());
const Push = z.object({
  ref: z.string(),
  forced: z.boolean().optional(),
  installation: z.object({ id: z.number().int().positive() }),
  repository: z.object({ default_branch: z.string() }),
  commits: z.array(z.object({ added: Paths, modified: Paths, removed: Paths })),
});
/** GitHub lists no more commits in one push. */
const mostCommits = 2048;
/** What a configuration may extend lies beside it. */
const folder = `${defaultConfiguration.split('/')[0]}/`;

/** Somebody has pushed: where that may have changed the configuration of the default branch, what is obeyed of it is read anew. */
export const onPush: EventHandler = async (event) => {
  const { repository, store, log, now } = event;
  const push = Push.parse(event.payload);
  if (repository === null || push.ref !== `refs/heads/${push.repository.default_branch}`) return;
  const touched = push.commits.flatMap(({ added, modified, removed }) => [...added, ...modified, ...removed]);
  const maybe = push.forced === true || push.commits.length >= mostCommits || push.commits.length === 0;
  if (!maybe && !touched.some((path) => path.startsWith(folder))) return;
  const place = { ...repository, installationId: push.installation.id };
  await refreshRepository(await event.github(), place, { store, log, now });
};
