import { changesOf } from '../checks/changes-note.ts';
import type { BotEvent } from '../events/event.ts';
import { gatePullsAt } from '../store/gate-pulls.ts';
import { checkGroup } from './check-group.ts';
import { checkPull } from './check-pull.ts';
import { gateCheckOf } from './publish-gate-check.ts';

/** Judges a commit of a configuration repository again because somebody wants it: of its pull requests, or of a merge queue. */
export async function recheckGate(event: BotEvent, headSha: string): Promise<void> {
  const { repository, store, appId } = event;
  if (repository === null) return;
  const pulls = await gatePullsAt(store, { repository: `${repository.owner}/${repository.repo}`, headSha });
  for (const { number, installationId } of pulls) {
    await checkPull(event, { number, installationId, isWanted: true });
  }
  if (pulls.length > 0) return;
  const check = await gateCheckOf(await event.github(), { ...repository, headSha, appId });
  const changes = changesOf(check?.note ?? null, headSha);
  if (changes?.kind === 'commits') await checkGroup(event, changes);
}
