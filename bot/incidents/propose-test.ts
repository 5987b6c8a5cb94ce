import type { Incidents } from '../../src/config/incidents-schema.ts';
import { commitFileReader } from '../../src/config/read-commit-file.ts';
import type { GuardContext } from '../../src/incidents/guards/guard.ts';
import { guardFor } from '../../src/incidents/guards/guard-for.ts';
import { indexName } from '../../src/incidents/index/parse-index.ts';
import { planTest, type TestPlan } from '../../src/incidents/plan/plan-test.ts';
import { postMortem } from '../../src/incidents/plan/post-mortem.ts';
import { TrafficModel } from '../../src/model/traffic-model.ts';
import { UsageError } from '../../src/model/usage-error.ts';
import { unlinked } from '../../src/report/escape/unlinked.ts';
import { type Proposal, proposalComment, pullRequestBody } from '../../src/report/incident/proposal.ts';
import { md } from '../../src/report/markdown/md.ts';
import type { GitHub } from '../events/event.ts';
import { commitFiles, readBranch, type TestBranch } from './branch.ts';
import { keepOwnComment } from './own-comment.ts';
import type { IncidentIssue, IssuePlace } from './read-incident-issue.ts';

/** Hidden line of the comment that links to the test. */
const proposed = 'tollgate:incident-test';
const branchPrefix = 'tollgate/incident-';

/** Branch of an incident’s test; also the other way round. */
export const branchOf = (issue: number) => `${branchPrefix}${issue}`;

/** The incident that a branch is about; null where it is none of these. */
export function incidentOf(branch: string): number | null {
  const digits = branch.startsWith(branchPrefix) ? branch.slice(branchPrefix.length) : '';
  return /^[1-9]\d{0,14}$/.test(digits) ? Number(digits) : null;
}

interface Proposing {
  readonly place: IssuePlace;
  readonly incident: IncidentIssue;
  readonly settings: Incidents;
  /** Newest commit of the default branch, and its name. */
  readonly head: string;
  readonly defaultBranch: string;
}

type ReadText = (path: string) => Promise<string | null>;

function reader(github: GitHub, { owner, repo }: IssuePlace, sha: string): ReadText {
  const read = commitFileReader(github.rest.repos.getContent, { owner, repo, sha }, (path, status) =>
    status === 404 ? `${path} is not there` : null,
  );
  return async (path) =>
    read(path).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    });
}

async function contextOf(read: ReadText, { traffic, productionHosts }: Incidents): Promise<GuardContext> {
  const text = traffic === undefined ? null : await read(traffic);
  return { traffic: text === null ? null : modelIn(text, traffic ?? ''), productionHosts };
}

function modelIn(text: string, path: string): TrafficModel {
  try {
    return TrafficModel.parse(JSON.parse(text));
  } catch (cause) {
    throw new UsageError('invalid-incident', `${path} is no traffic model (tollgate.traffic/1)`, { cause });
  }
}

async function planOn(github: GitHub, { place, incident, settings }: Proposing, base: string): Promise<TestPlan> {
  const read = reader(github, place, base);
  const context = await contextOf(read, settings);
  const beside = (path: string) => read(`${settings.folder}/${path}`);
  const paths = (guardFor(incident.facts, context)?.files ?? []).map(({ path }) => path);
  const texts = new Map(await Promise.all(paths.map(async (path) => [path, await beside(path)] as const)));
  return planTest(incident.facts, context, {
    index: await beside(indexName),
    file: (path) => texts.get(path) ?? null,
  });
}

interface Earlier {
  /** Number of the open pull request; null: there is none. */
  readonly open: number | null;
  /** The newest one was merged: what the branch held is in the default branch now. */
  readonly isMerged: boolean;
}

async function earlierPullRequests(github: GitHub, { owner, repo, issue }: IssuePlace): Promise<Earlier> {
  const { data } = await github.rest.pulls.list({ owner, repo, head: `${owner}:${branchOf(issue)}`, state: 'all' });
  const open = data.find(({ state }) => state === 'open')?.number ?? null;
  return { open, isMerged: open === null && (data[0]?.merged_at ?? null) !== null };
}

async function openPullRequest(
  github: GitHub,
  { place, incident, defaultBranch }: Proposing,
  body: string,
): Promise<number> {
  const { owner, repo, issue } = place;
  const { data } = await github.rest.pulls.create({
    owner,
    repo,
    head: branchOf(issue),
    base: defaultBranch,
    title: unlinked(`Test of incident ${issue}: ${incident.title}`),
    body,
  });
  return data.number;
}

/** What the branch would hold in place of what somebody made of it. */
async function proposedInstead(
  github: GitHub,
  { place, settings }: Proposing,
  { plan, head }: { plan: TestPlan; head: string },
): Promise<TestPlan> {
  const { lineDiff } = await import('../../src/incidents/plan/line-diff.ts');
  const read = reader(github, place, head);
  const differences = await Promise.all(
    plan.write.map(async ({ path, text }) => {
      const there = (await read(`${settings.folder}/${path}`)) ?? '';
      return there === text ? [] : [{ path, diff: lineDiff(there, text) }];
    }),
  );
  return { ...plan, proposed: [...plan.proposed, ...differences.flat()] };
}

interface Branch {
  readonly was: TestBranch;
  readonly earlier: Earlier;
}

/** Where the next commit begins: on a branch whose commits were merged it follows both them and the default branch. */
function beginningOf({ head }: Proposing, { was, earlier }: Branch): { base: string; parents: string[] } {
  if (was.kind === 'none') return { base: head, parents: [head] };
  if (earlier.isMerged) return { base: head, parents: [was.head, head] };
  return { base: was.kind === 'ours' ? was.base : head, parents: [was.head] };
}

async function write(github: GitHub, proposing: Proposing, branch: Branch): Promise<Omit<Proposal, 'postMortem'>> {
  const { place, incident, settings } = proposing;
  const { was, earlier } = branch;
  const { base, parents } = beginningOf(proposing, branch);
  const plan = await planOn(github, proposing, base);
  const pullRequest = earlier.open;
  if (was.kind === 'taken' && !earlier.isMerged) {
    const instead = await proposedInstead(github, proposing, { plan, head: was.head });
    return { plan: instead, pullRequest, isTaken: true };
  }
  if (plan.write.length === 0) return { plan, pullRequest: null, isTaken: false };
  const { owner, repo, issue } = place;
  await commitFiles(github, {
    owner,
    repo,
    branch: branchOf(issue),
    base,
    parents,
    was,
    files: plan.write.map(({ path, text }) => ({ path: `${settings.folder}/${path}`, text })),
    message: unlinked(`Test of incident ${issue}: ${incident.title}`),
  });
  return { plan, pullRequest, isTaken: false };
}

/** Says under an incident why its test could not be written: nobody looks into our log. */
export async function tellUnwritten(github: GitHub, place: IssuePlace, error: UsageError): Promise<void> {
  const text = md`**The test of this incident could not be written**: ${error.message}`.text;
  await keepOwnComment(github, { ...place, marker: proposed }, { text });
}

/**
 * Proposes the test of an incident: branch, commit, pull request, and a comment that links to it. The same again writes nothing; a
 * branch that somebody has worked on stays as it is.
 *
 * @throws UsageError where the class is unknown or the index on the branch cannot be read
 */
export async function proposeTest(github: GitHub, proposing: Proposing): Promise<Proposal> {
  const { place, incident, settings } = proposing;
  const { owner, repo, issue } = place;
  const was = await readBranch(github, { owner, repo, branch: branchOf(issue) });
  const earlier = await earlierPullRequests(github, place);
  const written = await write(github, proposing, { was, earlier });
  const section = postMortem({ said: incident.said, plan: written.plan, folder: settings.folder });
  const isNew = written.pullRequest === null && written.plan.write.length > 0 && !written.isTaken;
  const body = pullRequestBody({ issue, plan: written.plan, postMortem: section });
  const pullRequest = isNew ? await openPullRequest(github, proposing, body) : written.pullRequest;
  const proposal = { ...written, pullRequest, postMortem: section };
  await keepOwnComment(github, { ...place, marker: proposed }, { text: proposalComment(proposal) });
  return proposal;
}
