import type { BotEvent } from '../events/event.ts';
import { changesOf } from './changes-note.ts';
import { checkCommit } from './check-commit.ts';
import type { Changes } from './list-changed-files.ts';
import { ownCheck } from './publish-check.ts';

/** Pull requests as an event names them. */
type Pulls = readonly { readonly number: number }[];

/** GitHub names no pull request where the branch is a fork’s: it is asked for. */
async function openPulls({ github, repository }: BotEvent, headSha: string): Promise<Pulls> {
  if (repository === null) return [];
  const { rest } = await github();
  const { data } = await rest.repos.listPullRequestsAssociatedWithCommit({ ...repository, commit_sha: headSha });
  return data.filter(({ state }) => state === 'open');
}

/** A merge group belongs to no pull request of its commit: our own check knows what it was compared with. */
async function groupOf({ github, repository, appId }: BotEvent, headSha: string): Promise<Changes | null> {
  if (repository === null) return null;
  const check = await ownCheck(await github(), { ...repository, headSha, appId });
  return changesOf(check?.note ?? null, headSha);
}

/** Makes the check of a commit again, of a pull request’s or a merge group’s; nothing where it is neither’s. */
export async function recheckCommit(event: BotEvent, headSha: string, named: Pulls): Promise<void> {
  const group = named.length > 0 ? null : await groupOf(event, headSha);
  if (group !== null) return checkCommit(event, { headSha, changes: group });
  const [first] = named.length > 0 ? named : await openPulls(event, headSha);
  if (first === undefined) return;
  await checkCommit(event, { headSha, changes: { kind: 'pull-request', number: first.number } });
}
