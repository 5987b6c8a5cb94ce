import type { GitopsCheck } from '../../src/report/gate/gitops-check.ts';
import { longestSummary, recheck } from '../checks/publish-check.ts';
import type { GitHub } from '../events/event.ts';

/** Name of the check of configuration repositories; branch protection asks for it. */
export const gateCheckName = 'tollgate/gate';

/** The commit that the check speaks of. */
export interface GatedCommit {
  readonly owner: string;
  readonly repo: string;
  readonly headSha: string;
  readonly appId: number;
}

/** The check of a commit that we wrote before, with its note; null where there is none. */
export async function gateCheckOf(
  github: GitHub,
  { owner, repo, headSha, appId }: GatedCommit,
): Promise<{ readonly id: number; readonly note: string | null } | null> {
  const { data } = await github.rest.checks.listForRef({
    owner,
    repo,
    ref: headSha,
    check_name: gateCheckName,
    app_id: appId,
    filter: 'latest',
    per_page: 1,
  });
  const [found] = data.check_runs;
  return found === undefined ? null : { id: found.id, note: found.external_id };
}

/** Writes the check of a commit, or brings it up to date: it is never shown as running in between, which would close what is open. */
export async function publishGateCheck(
  github: GitHub,
  commit: GatedCommit,
  check: GitopsCheck & { readonly note?: string | null },
): Promise<void> {
  const { owner, repo, headSha } = commit;
  const { conclusion, title } = check;
  const summary =
    check.summary.length > longestSummary ? `${check.summary.slice(0, longestSummary)}\n\n…` : check.summary;
  const body = { owner, repo, output: { title, summary }, ...(check.note ? { external_id: check.note } : {}) };
  const known = await gateCheckOf(github, commit);
  const { checks } = github.rest;
  const begun = { ...body, name: gateCheckName, head_sha: headSha };
  if (conclusion === null) {
    const status = 'in_progress' as const;
    if (known === null) await checks.create({ ...begun, status });
    else await checks.update({ ...body, check_run_id: known.id, status });
    return;
  }
  const ended = { status: 'completed' as const, conclusion, actions: [recheck] };
  if (known === null) await checks.create({ ...begun, ...ended });
  else await checks.update({ ...body, check_run_id: known.id, ...ended });
}
