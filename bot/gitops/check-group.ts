import { noteOf } from '../checks/changes-note.ts';
import type { BotEvent } from '../events/event.ts';
import { checkOf } from './check-pull.ts';
import { judgeChanges } from './judge-changes.ts';
import { publishGateCheck } from './publish-gate-check.ts';
import { readApplications } from './read-applications.ts';

/** Judges the commit of a merge queue: it waits for nobody. */
export async function checkGroup(
  event: BotEvent,
  { base, head }: { readonly base: string; readonly head: string },
): Promise<void> {
  if (event.repository === null) return;
  const client = await event.github();
  const read = await readApplications(client, { ...event.repository, now: event.now });
  const judged = await judgeChanges(event, read, { base, head, pull: null, askedAt: event.now });
  if (judged.kind === 'other') return;
  const check = checkOf(judged);
  const commit = { ...event.repository, headSha: head, appId: event.appId };
  const note = noteOf({ kind: 'commits', base, head });
  const conclusion = check.conclusion ?? 'failure';
  await publishGateCheck(client, commit, { ...check, conclusion, note });
}
