import type { ZodType } from 'zod';
import { ProviderError } from '../model/provider-error.ts';
import type { GitHubRepository } from './client.ts';
import { gitHubError, statusOf } from './github-error.ts';

/** One thing to ask of a repository; `owner` and `repo` are filled in. */
export interface Question<Answer> {
  /** For example `GET /repos/{owner}/{repo}/git/ref/{ref}`. */
  readonly route: string;
  readonly parameters?: Record<string, unknown>;
  /** Shape of the answer, of which the rest is left out. */
  readonly schema: ZodType<Answer>;
}

function parse<Answer>({ route, schema }: Question<Answer>, data: unknown): Answer {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ProviderError(
    'bad-response',
    `GitHub answered ${route} in a shape that it does not describe: ${issue?.path.join('.')}: ${issue?.message}`,
  );
}

/** What changes something is sent once: whoever sends it again must look first whether it happened. */
const filledIn = <Answer>({ owner, repo }: GitHubRepository, { route, parameters }: Question<Answer>) => ({
  owner,
  repo,
  ...parameters,
  ...(route.startsWith('GET ') ? {} : { request: { retries: 0 } }),
});

/**
 * Asks GitHub for one thing.
 *
 * @throws ProviderError for every answer but a good one
 */
export async function ask<Answer>(repository: GitHubRepository, question: Question<Answer>): Promise<Answer> {
  const answered = await tryToAsk(repository, question, []);
  return answered as Answer;
}

/** What stands for an answer with a status that the caller knows what to do with. */
export interface Refused {
  readonly refused: number;
  readonly words: string;
}

/**
 * Asks for one thing whose refusal means something: `statuses` are given back instead of thrown.
 *
 * @throws ProviderError for every other answer but a good one
 */
export async function tryToAsk<Answer>(
  repository: GitHubRepository,
  question: Question<Answer>,
  statuses: readonly number[],
): Promise<Answer | Refused> {
  try {
    const { data } = await repository.client.request(question.route, filledIn(repository, question));
    return parse(question, data);
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    const status = statusOf(error);
    if (status !== null && statuses.includes(status))
      return { refused: status, words: error instanceof Error ? error.message : '' };
    throw gitHubError(question.route, error);
  }
}

/** Tells a refusal from an answer. */
export function isRefused(answer: unknown): answer is Refused {
  return typeof answer === 'object' && answer !== null && 'refused' in answer;
}

/** The same, null where GitHub knows no such thing (404). */
export async function askIfThere<Answer>(
  repository: GitHubRepository,
  question: Question<Answer>,
): Promise<Answer | null> {
  const answer = await tryToAsk(repository, question, [404]);
  return isRefused(answer) ? null : answer;
}

/** Parameters of the page after this one, out of the `Link` header; its address itself is not followed. */
function nextPage(link: string | undefined): Record<string, string> | null {
  const next = /<([^>]*)>\s*;\s*rel="next"/.exec(link ?? '')?.[1];
  return next !== undefined && URL.canParse(next) ? Object.fromEntries(new URL(next).searchParams) : null;
}

/** More pages than anything here has: a list without end is an error, not a hang. */
const mostPages = 1000;

/**
 * The items of a list page by page, so that whoever has seen enough stops asking.
 *
 * @param question its schema is that of one item
 * @param within where an answer that is not a list itself keeps its items, such as `workflow_runs`
 * @throws ProviderError for every answer but a good one
 */
export async function* askPages<Item>(
  repository: GitHubRepository,
  question: Question<Item>,
  within?: string,
): AsyncGenerator<Item> {
  let more: Record<string, string> | null = {};
  for (let page = 0; more !== null; page += 1) {
    if (page >= mostPages) throw new ProviderError('over-budget', `${question.route} has no last page`);
    const { data, link } = await pageOf(repository, question, more);
    const items: unknown = within === undefined ? data : Object(data)[within];
    if (!Array.isArray(items))
      throw new ProviderError('bad-response', `GitHub answered ${question.route} with no list`);
    for (const item of items) yield parse(question, item);
    more = nextPage(link);
  }
}

async function pageOf<Item>(repository: GitHubRepository, question: Question<Item>, more: Record<string, string>) {
  try {
    const { client } = repository;
    const { data, headers } = await client.request(question.route, { ...filledIn(repository, question), ...more });
    return { data, link: headers.link };
  } catch (error) {
    throw gitHubError(question.route, error);
  }
}

/** A whole list, over all pages. */
export async function askAll<Item>(
  repository: GitHubRepository,
  question: Question<Item>,
  within?: string,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of askPages(repository, question, within)) items.push(item);
  return items;
}
