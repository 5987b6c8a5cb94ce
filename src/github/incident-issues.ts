import { z } from 'zod';
import { ask, askAll, askIfThere } from './ask.ts';
import type { GitHubRepository } from './client.ts';

const Label = z.union([z.string(), z.object({ name: z.string().nullish() }).transform(({ name }) => name ?? '')]);
const Issue = z.object({
  number: z.int().positive(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string(),
  html_url: z.string(),
  created_at: z.string(),
  closed_at: z.string().nullish(),
  labels: z.array(Label),
  pull_request: z.unknown().optional(),
});
export type IncidentIssue = z.infer<typeof Issue>;

const Comment = z.object({
  body: z.string().nullish(),
  user: z.object({ type: z.string().optional() }).nullish(),
});

/**
 * One issue with what people wrote under it; commands and what programs wrote are left out.
 *
 * @throws ProviderError where GitHub does not answer, or knows no such issue
 */
export async function incidentIssue(
  repository: GitHubRepository,
  issue: number,
): Promise<IncidentIssue & { readonly comments: readonly string[] }> {
  const asked = { issue_number: issue };
  const found = await ask(repository, {
    route: 'GET /repos/{owner}/{repo}/issues/{issue_number}',
    parameters: asked,
    schema: Issue,
  });
  const comments = await askAll(repository, {
    route: 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
    parameters: { ...asked, per_page: 100 },
    schema: Comment,
  });
  const said = comments.filter(({ user, body }) => user?.type !== 'Bot' && !(body ?? '').startsWith('/'));
  return { ...found, comments: said.map(({ body }) => body ?? '') };
}

/** Every issue and pull request with this label, whatever its state, newest first. */
export function issuesLabelled(repository: GitHubRepository, label: string): Promise<IncidentIssue[]> {
  return askAll(repository, {
    route: 'GET /repos/{owner}/{repo}/issues',
    parameters: { labels: label, state: 'all', per_page: 100 },
    schema: Issue,
  });
}

/** Whether the repository has a label of this name. */
export async function hasLabel(repository: GitHubRepository, label: string): Promise<boolean> {
  const route = 'GET /repos/{owner}/{repo}/labels/{name}';
  return (await askIfThere(repository, { route, parameters: { name: label }, schema: z.object({}) })) !== null;
}
