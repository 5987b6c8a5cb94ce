import { z } from 'zod';
import { UsageError } from '../../model/usage-error.ts';

const Issue = z
  .object({
    number: z.int().positive().optional(),
    id: z.union([z.string(), z.number()]).optional(),
    title: z.string().default(''),
    html_url: z.string().optional(),
    link: z.string().optional(),
    url: z.string().optional(),
    state: z
      .string()
      .toLowerCase()
      .pipe(z.enum(['open', 'closed']))
      .default('closed'),
    closed_at: z.string().nullish(),
    pull_request: z.unknown().optional(),
  })
  .refine(({ number, id }) => number !== undefined || id !== undefined, 'wanted `number` or `id`')
  .transform((one) => ({
    id: String(one.number ?? one.id),
    title: one.title,
    link: one.html_url ?? one.url ?? one.link ?? null,
    isClosed: one.state === 'closed',
    isIssue: (one.pull_request ?? null) === null,
    closedAt: one.closed_at ?? null,
  }));

/** A closed incident, as GitHub’s issues or a file tell of it. */
export interface ClosedIncident {
  readonly id: string;
  readonly title: string;
  readonly link: string | null;
  readonly closedAt: string | null;
}

/**
 * The closed incidents of a list of issues: open ones and pull requests are left out.
 *
 * @param given what GitHub answers, or the content of a file: a list of `{number or id, title, html_url or link, state}`
 * @throws UsageError where it is no such list
 */
export function closedIncidents(given: unknown): readonly ClosedIncident[] {
  const issues = z.array(Issue).safeParse(given);
  if (!issues.success)
    throw new UsageError('invalid-incident', `no list of incidents: ${z.prettifyError(issues.error)}`);
  return issues.data.filter(({ isClosed, isIssue }) => isClosed && isIssue);
}
