import type { RecentChange } from '../../src/report/incident/announcement.ts';
import type { GitHub } from '../events/event.ts';

const hours = 2;
const mostDeployments = 100;

export interface ChangesAsked {
  readonly owner: string;
  readonly repo: string;
  readonly reportedAt: Date;
  /** Paths whose commits are changes of flags. */
  readonly flagFiles: readonly string[];
}

/** Deployments and changes of flags in the two hours before an incident, newest first; null where GitHub does not say. */
export async function recentChanges(github: GitHub, asked: ChangesAsked): Promise<RecentChange[] | null> {
  try {
    const [deployed, ...flags] = await Promise.all([
      deployments(github, asked),
      ...asked.flagFiles.map(async (path) => flagChanges(github, asked, path)),
    ]);
    return [deployed, ...flags].flat().toSorted((one, other) => other.at.getTime() - one.at.getTime());
  } catch {
    // Decoration: the class and the test of an incident do not hang on it.
    return null;
  }
}

function isRecent(at: Date, reportedAt: Date): boolean {
  const before = reportedAt.getTime() - at.getTime();
  return before >= 0 && before <= hours * 3_600_000;
}

async function deployments(github: GitHub, { owner, repo, reportedAt }: ChangesAsked): Promise<RecentChange[]> {
  const { data } = await github.rest.repos.listDeployments({ owner, repo, per_page: mostDeployments });
  return data
    .map(({ created_at: created, environment, creator, sha }) => ({
      at: new Date(created),
      words: `deployment to ${environment}`,
      by: creator?.login ?? 'nobody',
      sha,
    }))
    .filter(({ at }) => isRecent(at, reportedAt));
}

async function flagChanges(github: GitHub, asked: ChangesAsked, path: string): Promise<RecentChange[]> {
  const { owner, repo, reportedAt } = asked;
  const since = new Date(reportedAt.getTime() - hours * 3_600_000).toISOString();
  const { data } = await github.rest.repos.listCommits({
    owner,
    repo,
    path,
    since,
    until: reportedAt.toISOString(),
    per_page: 20,
  });
  return data.map(({ sha, commit, author }) => ({
    at: new Date(commit.committer?.date ?? reportedAt),
    words: `change of flags in ${path}`,
    by: author?.login ?? commit.author?.name ?? 'nobody',
    sha,
  }));
}
