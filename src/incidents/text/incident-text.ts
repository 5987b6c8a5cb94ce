import { z } from 'zod';

/** Longer texts are cut: nobody describes a cause after this, and the reader's time is bounded. */
export const longestText = 200_000;

const text = z.string().transform((given) => given.slice(0, longestText).toWellFormed());
const Label = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);
const Comment = z.union([z.string(), z.object({ body: z.string() }).transform(({ body }) => body)]);

/** An incident as JSON: `{title, body, comments[], labels[]}`, and what an issue of GitHub has besides; other keys are left out. */
export const IncidentJson = z
  .object({
    title: text.default(''),
    body: text.nullish().transform((given) => given ?? ''),
    comments: z.array(Comment.pipe(text)).max(1000).default([]),
    labels: z.array(Label).max(200).default([]),
    number: z.int().positive().optional(),
    html_url: z.string().optional(),
    created_at: z.string().optional(),
  })
  .refine(({ title, body }) => `${title}${body}`.trim() !== '', 'wanted a `title` or a `body`');

/** What somebody wrote about an incident, whatever the shape it came in. */
export interface IncidentText {
  readonly title: string;
  readonly body: string;
  readonly comments: readonly string[];
  readonly labels: readonly string[];
  /** Keys of a front matter in lower case (`root-cause`, `service`, `date` …) with their texts. */
  readonly frontMatter: ReadonlyMap<string, string>;
  /** Its number or name, its address, and its first day, where the shape says so. */
  readonly id: string | null;
  readonly link: string | null;
  readonly date: string | null;
}
