import type { CheckAnnotation, PullRequestCheck } from '../../src/report/pull-request/pull-request-check.ts';
import type { GitHub } from '../events/event.ts';

/** A commit that may have a check of ours. */
export interface Commit {
  readonly owner: string;
  readonly repo: string;
  readonly headSha: string;
  readonly appId: number;
}

/** The commit that a check speaks of. */
export interface CheckedCommit extends Commit {
  /** Our own note on the check, for when it is asked for again; null for none. */
  readonly note: string | null;
}

/** Name of the check; branch protection asks for it. */
export const checkName = 'tollgate';
/** The button under a check that has ended. */
export const recheck = { label: 'Check again', description: 'Look at this commit again', identifier: 'recheck' };
/** GitHub takes no more in one request; further ones are added by updates. */
const annotationsPerRequest = 50;
/** GitHub’s limit of a check’s summary, with room for what it counts otherwise. */
export const longestSummary = 65_000;

function wire({ path, line, level, title, message }: CheckAnnotation) {
  return { path, start_line: line, end_line: line, annotation_level: level, title, message };
}

/** A check on GitHub, and how many annotations it has: they can be added to, not taken back. */
interface Begun {
  readonly id: number;
  readonly annotated: number;
}

/** A check of ours that is there. */
interface OwnCheck extends Begun {
  readonly note: string | null;
}

/** The check of a commit that we wrote before; one commit has one. */
export async function ownCheck(github: GitHub, { owner, repo, headSha, appId }: Commit): Promise<OwnCheck | null> {
  const { data } = await github.rest.checks.listForRef({
    owner,
    repo,
    ref: headSha,
    check_name: checkName,
    app_id: appId,
    filter: 'latest',
    per_page: 1,
  });
  const [found] = data.check_runs;
  if (found === undefined) return null;
  return { id: found.id, annotated: found.output.annotations_count, note: found.external_id };
}

async function begin(github: GitHub, commit: CheckedCommit): Promise<Begun> {
  const { owner, repo, headSha, note } = commit;
  const known = await ownCheck(github, commit);
  if (known !== null) {
    await github.rest.checks.update({ owner, repo, check_run_id: known.id, status: 'in_progress' });
    return known;
  }
  const created = await github.rest.checks.create({
    owner,
    repo,
    name: checkName,
    head_sha: headSha,
    status: 'in_progress',
    ...(note === null ? {} : { external_id: note }),
  });
  return { id: created.data.id, annotated: 0 };
}

/**
 * Shows a check as running, makes it, and shows what came of it.
 *
 * Where it cannot be made the check asks for attention, so that nothing waits for it in vain, and the error goes on.
 */
export async function publishCheck(
  github: GitHub,
  commit: CheckedCommit,
  make: () => Promise<PullRequestCheck>,
): Promise<void> {
  const { owner, repo } = commit;
  const { id, annotated } = await begin(github, commit);
  const say = (
    conclusion: PullRequestCheck['conclusion'],
    output: { title: string; summary: string; annotations: ReturnType<typeof wire>[] },
  ) =>
    github.rest.checks.update({
      owner,
      repo,
      check_run_id: id,
      status: 'completed',
      conclusion,
      output,
      actions: [recheck],
    });
  const check = await make().catch(async (error: unknown) => {
    const summary = 'Tollgate could not look at this commit; it tries again, and its log says why it failed.';
    // Why it could not be made is worth more than why that could not be said.
    await say('action_required', { title: 'Not judged', summary, annotations: [] }).catch(() => {});
    throw error;
  });
  // The same commit has the same annotations in the same order: those that are there are not sent again.
  const annotations = check.annotations.slice(annotated).map(wire);
  const { title } = check;
  const summary =
    check.summary.length > longestSummary ? `${check.summary.slice(0, longestSummary)}\n\n…` : check.summary;
  for (let from = 0; from === 0 || from < annotations.length; from += annotationsPerRequest) {
    await say(check.conclusion, { title, summary, annotations: annotations.slice(from, from + annotationsPerRequest) });
  }
}
