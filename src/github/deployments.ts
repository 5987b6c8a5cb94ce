import { z } from 'zod';
import { ask, askAll, askPages } from './ask.ts';
import type { GitHubRepository } from './client.ts';

const states = ['error', 'failure', 'inactive', 'pending', 'success', 'queued', 'in_progress'] as const;

const Payload = z.union([z.record(z.string(), z.unknown()), z.string()]).nullish();
const Creator = z.object({ login: z.string() }).nullish();
const Deployment = z.object({
  id: z.number().int(),
  creator: Creator,
  sha: z.string(),
  environment: z.string(),
  task: z.string(),
  created_at: z.coerce.date(),
  payload: Payload,
});
export type Deployment = z.infer<typeof Deployment>;

const Status = z.object({
  creator: Creator,
  state: z.enum(states),
  created_at: z.coerce.date(),
  target_url: z.string().optional(),
  log_url: z.string().optional(),
});
export type DeploymentStatus = z.infer<typeof Status>;

/** Deployments of an environment, newest first, page by page. */
export function deploymentsOf(
  repository: GitHubRepository,
  { environment, task }: { readonly environment: string; readonly task?: string | undefined },
): AsyncGenerator<Deployment> {
  return askPages(repository, {
    route: 'GET /repos/{owner}/{repo}/deployments',
    parameters: { environment, per_page: 100, ...(task === undefined ? {} : { task }) },
    schema: Deployment,
  });
}

/** Every status of a deployment, newest first, over all pages: an old success may be far behind. */
export function statusesOf(repository: GitHubRepository, id: number | string): Promise<DeploymentStatus[]> {
  return askAll(repository, {
    route: 'GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses',
    parameters: { deployment_id: Number(id), per_page: 100 },
    schema: Status,
  });
}

/** What a deployment is made of. */
export interface NewDeployment {
  readonly sha: string;
  readonly environment: string;
  readonly task: string | undefined;
  readonly description: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly isProduction: boolean;
}

/**
 * Asks for a deployment of exactly this commit: GitHub neither merges the default branch into it nor waits for checks, which an
 * older commit could never have all of.
 */
export async function createDeployment(repository: GitHubRepository, deployment: NewDeployment): Promise<number> {
  const { sha, task, isProduction, description, ...rest } = deployment;
  const { id } = await ask(repository, {
    route: 'POST /repos/{owner}/{repo}/deployments',
    parameters: {
      ...rest,
      ref: sha,
      ...(task === undefined ? {} : { task }),
      description: description.slice(0, 140),
      auto_merge: false,
      required_contexts: [],
      production_environment: isProduction,
    },
    schema: z.object({ id: z.number().int() }),
  });
  return id;
}

/** Says how a deployment stands. */
export async function addStatus(
  repository: GitHubRepository,
  id: number | string,
  status: { readonly state: (typeof states)[number]; readonly description: string },
): Promise<void> {
  await ask(repository, {
    route: 'POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses',
    parameters: {
      deployment_id: Number(id),
      state: status.state,
      description: status.description.slice(0, 140),
      auto_inactive: false,
    },
    schema: z.unknown(),
  });
}
