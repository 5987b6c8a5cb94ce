import { posix } from 'node:path';
import { z } from 'zod';
import type { Artifact, EvidencePort, OpenIssue, RunReview, WorkflowRun } from '../model/ports/evidence.ts';
import { ask, askAll, askIfThere, askPages, isRefused, tryToAsk } from './ask.ts';
import type { GitHubRepository } from './client.ts';
import { pullsOf } from './commit-authors.ts';
import { hasWritten } from './has-written.ts';
import { isOnDefaultBranch } from './is-on-default-branch.ts';
import { succeededDeployments } from './succeeded-deployments.ts';

const Person = z.object({ login: z.string() }).nullable();
const Named = z.object({ full_name: z.string() });
const Run = z
  .object({
    id: z.number().int().positive(),
    path: z.string(),
    event: z.string(),
    head_branch: z.string().nullable(),
    head_sha: z.string(),
    html_url: z.string(),
    status: z.string().nullable(),
    conclusion: z.string().nullish(),
    head_repository: Named.nullable(),
    repository: Named,
    triggering_actor: Person.optional(),
  })
  .transform(
    (run): WorkflowRun => ({
      id: run.id,
      path: run.path,
      event: run.event,
      headBranch: run.head_branch,
      headSha: run.head_sha,
      headRepository: run.head_repository?.full_name ?? null,
      repository: run.repository.full_name,
      url: run.html_url,
      hasEnded: run.status === 'completed',
      conclusion: run.conclusion ?? null,
      startedBy: run.triggering_actor?.login ?? null,
    }),
  );

const KeptArtifact = z.object({
  id: z.number().int(),
  name: z.string(),
  size_in_bytes: z.number(),
  expired: z.boolean(),
});

const Issue = z
  .object({
    number: z.number().int(),
    title: z.string(),
    body: z.string().nullish(),
    user: Person,
    html_url: z.string(),
  })
  .transform(
    ({ number, title, body, user, html_url: url }): OpenIssue => ({
      number,
      title,
      body: body ?? '',
      author: user?.login ?? '',
      url,
    }),
  );

const repos = '/repos/{owner}/{repo}';

async function artifacts(repository: GitHubRepository, runId: number, name: string): Promise<Artifact[]> {
  const found = await askAll(
    repository,
    {
      route: `GET ${repos}/actions/runs/{run_id}/artifacts`,
      parameters: { run_id: runId, name, per_page: 100 },
      schema: KeptArtifact,
    },
    'artifacts',
  );
  return found
    .filter((one) => one.name === name && !one.expired)
    .toSorted((one, other) => other.id - one.id)
    .map(({ id, size_in_bytes: size }) => ({ name, size, download: () => download(repository, id) }));
}

/** The archive lies on another host, for which GitHub gives an address without our token. */
async function download(repository: GitHubRepository, id: number): Promise<Buffer> {
  const bytes = await ask(repository, {
    route: `GET ${repos}/actions/artifacts/{artifact_id}/{archive_format}`,
    parameters: { artifact_id: id, archive_format: 'zip' },
    schema: z.instanceof(ArrayBuffer),
  });
  return Buffer.from(bytes);
}

async function answerRun(
  repository: GitHubRepository,
  runId: number,
  { environment, state, comment }: RunReview,
): Promise<'taken' | 'not-waiting'> {
  const question = {
    route: `POST ${repos}/actions/runs/{run_id}/deployment_protection_rule`,
    parameters: {
      run_id: runId,
      environment_name: environment,
      comment,
      ...(state === null ? {} : { state }),
    },
    schema: z.unknown(),
  };
  return isRefused(await tryToAsk(repository, question, [404, 422])) ? 'not-waiting' : 'taken';
}

/** What a repository can tell about a release, over GitHub’s REST API. */
export function evidencePort(repository: GitHubRepository): EvidencePort {
  return {
    async defaultBranch() {
      const schema = z.object({ default_branch: z.string() });
      return (await ask(repository, { route: `GET ${repos}`, schema })).default_branch;
    },
    run: (id) =>
      askIfThere(repository, {
        route: `GET ${repos}/actions/runs/{run_id}`,
        parameters: { run_id: id },
        schema: Run,
      }),
    runs: (workflow, { branch, sha }) =>
      askPages(
        repository,
        {
          route: `GET ${repos}/actions/workflows/{workflow_id}/runs`,
          parameters: {
            workflow_id: posix.basename(workflow),
            status: 'completed',
            per_page: 20,
            ...(branch === null ? {} : { branch }),
            ...(sha === null ? {} : { head_sha: sha }),
          },
          schema: Run,
        },
        'workflow_runs',
      ),
    isOnDefaultBranch: (sha) => isOnDefaultBranch(repository, sha),
    artifacts: (runId, name) => artifacts(repository, runId, name),
    openIssues: (label) =>
      askAll(repository, {
        route: `GET ${repos}/issues`,
        parameters: { labels: label, state: 'open', per_page: 100 },
        schema: Issue,
      }),
    deployments: (environment) => succeededDeployments(repository, environment),
    pullRequestsOf: async (sha) => (await pullsOf(repository, sha)).map(({ number }) => number),
    hasWritten: (login, sha) => hasWritten(repository, login, sha),
    review: (runId, review) => answerRun(repository, runId, review),
  };
}
