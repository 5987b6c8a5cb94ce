import type { GitHubRepository } from '../../github/client.ts';
import { commitNamed, compareCommits } from '../../github/commits.ts';
import { isOnDefaultBranch } from '../../github/is-on-default-branch.ts';
import { UsageError } from '../../model/usage-error.ts';
import { minuteText } from '../../report/answer/minute-text.ts';
import { type PastRelease, versionOf } from '../../rollout/past-release.ts';
import { type Refusal, type Selection, selectTarget, type Wanted } from '../../rollout/select-target.ts';
import { type UndoneChanges, undoneChanges } from '../../rollout/undone-changes.ts';
import { badReleases } from './ledgers.ts';
import { type History, type Place, readHistory, recentReleases } from './read-history.ts';
import type { RollbackWorld } from './world.ts';

/** Which rollback is wanted, of what. */
export interface RollbackQuestion extends Place {
  readonly world: Pick<RollbackWorld, 'repository' | 'elsewhere'>;
  /** `previous`, a commit, the beginning of one, a tag or an image. */
  readonly to: string;
  /** Whether a version that is not proven is wanted all the same; whoever asks must be an administrator. */
  readonly force: boolean;
}

/** What a rollback would do: what is shown before anybody says yes. */
export interface RollbackPreview extends Selection {
  readonly forced: boolean;
  /** Whether a forced commit is in no history of this repository that is known of: it may be a stranger’s. */
  readonly isForeign: boolean;
  /** Whether the target itself was once rolled back from, and why. */
  readonly targetIsBad: string | null;
  /** Null where GitHub cannot compare the two. */
  readonly undone: UndoneChanges | null;
}

/** Whole SHA of a word that may be a tag; null where it can be none. */
async function taggedBy(repository: GitHubRepository, text: string): Promise<string | null> {
  const isTag = /^(?![-/.])[\w./+-]{1,200}$/.test(text) && !text.includes('..');
  return isTag ? commitNamed(repository, `tags/${text}`) : null;
}

async function wantedOf({ world: { repository }, to }: RollbackQuestion): Promise<Wanted> {
  if (to === 'previous') return { kind: 'previous' };
  return { kind: 'version', text: to, tagged: await taggedBy(repository, to) };
}

/** A commit that GitHub knows, though it was never seen to come up there; only ever by its whole SHA or a tag. */
async function forcedTarget(repository: GitHubRepository, wanted: Wanted): Promise<PastRelease | null> {
  if (wanted.kind === 'previous') return null;
  const whole = /^[0-9a-f]{40}$/i.test(wanted.text) ? wanted.text.toLowerCase() : wanted.tagged;
  const sha = whole === null ? null : await commitNamed(repository, whole);
  return sha === null ? null : { id: sha, sha, image: null, at: new Date(0), outcome: 'unfinished', link: null };
}

async function undoneBy(repository: GitHubRepository, { current, target }: Selection): Promise<UndoneChanges | null> {
  if (current.sha === null || target.sha === null) return null;
  const compared = await compareCommits(repository, target.sha, current.sha);
  if (compared === null) return null;
  return undoneChanges({
    target: compared.base_commit?.commit.message.split('\n')[0] ?? null,
    commits: compared.commits.map(({ sha, commit, author }) => ({
      sha,
      title: commit.message.split('\n')[0] ?? '',
      author: author?.login ?? '',
    })),
    commitCount: compared.total_commits,
    files: compared.files,
    isCutOff: compared.files.length >= 300,
  });
}

/**
 * Finds what to go back to and says what that undoes; changes nothing.
 *
 * @throws UsageError with code `rollback-refused` where there is nothing to go back to
 */
export async function planRollback(question: RollbackQuestion): Promise<RollbackPreview> {
  const { world, environment, service, force } = question;
  const { repository } = world;
  const listed = await badReleases(repository, { environment, service });
  const bad = new Set(listed.map(({ version }) => version));
  const wanted = await wantedOf(question);
  const history = await readHistory(world, question, { wanted, bad });
  const selected = selectTarget({ history: history.releases, wanted, bad });
  const selection = selected.kind === 'selected' ? selected : await forcing(question, wanted, history);
  if (selection === null) throw await refusal(question, selected, history);
  const forced = force && selected.kind === 'refused';
  const known = listed.find(({ version }) => version === versionOf(selection.target));
  return {
    ...selection,
    forced,
    isForeign: forced && (await isForeign(repository, selection.target, wanted)),
    targetIsBad: known === undefined ? null : known.reason || 'no reason was given',
    undone: await undoneBy(repository, selection),
  };
}

/** What could have been meant, for whoever mistyped it in the middle of the night. */
async function candidates({ world, ...place }: RollbackQuestion): Promise<string> {
  const names = (await recentReleases(world, place)).map(
    (one) => `${versionOf(one).replace(/^([0-9a-f]{12})[0-9a-f]{28}$/, '$1')} (${minuteText(one.at.toISOString())})`,
  );
  return names.length === 0 ? '' : `. Lately came up there: ${names.join(', ')}`;
}

async function refusal(question: RollbackQuestion, selected: Selection | Refusal, { cutOff }: History) {
  const { environment, to } = question;
  const { why, message } = selected.kind === 'refused' ? selected : { why: 'ambiguous', message: '' };
  const how = cutOff === null ? '' : ` (only ${cutOff} were looked at)`;
  const others = ['never-deployed', 'never-succeeded', 'ambiguous'].includes(why) ? await candidates(question) : '';
  const words = `${environment} is not rolled back to ${JSON.stringify(to)}: ${message}${how}${others}`;
  return new UsageError('rollback-refused', words);
}

/** A tag is this repository’s own, whatever it points to: whoever may push put it there. */
async function isForeign(repository: GitHubRepository, { sha }: PastRelease, wanted: Wanted): Promise<boolean> {
  const isTagged = wanted.kind === 'version' && wanted.tagged === sha;
  return sha !== null && !isTagged && !(await isOnDefaultBranch(repository, sha));
}

async function forcing(
  { world: { repository }, force }: RollbackQuestion,
  wanted: Wanted,
  { releases: [current] }: History,
): Promise<Selection | null> {
  if (!force || current === undefined) return null;
  const target = await forcedTarget(repository, wanted);
  return target === null ? null : { kind: 'selected', current, target };
}
