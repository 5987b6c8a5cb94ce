import { parse } from 'yaml';
import { z } from 'zod';
import { UsageError } from '../../model/usage-error.ts';
import { IncidentJson, type IncidentText, longestText } from './incident-text.ts';

const FrontMatter = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()])), z.null()]),
);
const fence = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?/;

/**
 * Reads an incident: JSON of an issue, Markdown with or without front matter, or plain text, whose first line is its title.
 *
 * @throws UsageError where text that begins like JSON or front matter is none, or where nothing is in it
 * @example parseIncidentText('Checkout down\n\nThe pool was exhausted.').title // 'Checkout down'
 */
export function parseIncidentText(given: string): IncidentText {
  const whole = given.replace(/^\uFEFF/, '').toWellFormed();
  if (whole.trim() === '')
    throw new UsageError('invalid-incident', 'the incident is empty; wanted text, Markdown or JSON {title, body}');
  if (isList(whole))
    throw new UsageError('invalid-incident', 'the incident is a list; wanted one, as JSON {"title", "body"}');
  return whole.trimStart().startsWith('{') ? fromJson(whole) : fromMarkdown(whole.slice(0, 10 * longestText));
}

/** Text may begin with a bracket, too: `[prod] checkout is down`. */
function isList(whole: string): boolean {
  if (!whole.trimStart().startsWith('[')) return false;
  try {
    return Array.isArray(JSON.parse(whole));
  } catch {
    return false;
  }
}

function fromJson(whole: string): IncidentText {
  const issue = IncidentJson.safeParse(parseJson(whole));
  if (!issue.success) throw new UsageError('invalid-incident', `not an incident: ${z.prettifyError(issue.error)}`);
  const { title, body, comments, labels, number, html_url: link, created_at: created } = issue.data;
  const inner = fromMarkdown(body, title);
  return {
    ...inner,
    comments,
    labels: [...labels, ...inner.labels],
    // GitHub's word before the author's: a front matter could name another incident, or lead people elsewhere.
    id: number === undefined ? inner.id : String(number),
    link: link ?? inner.link,
    date: inner.date ?? created?.slice(0, 10) ?? null,
  };
}

function parseJson(whole: string): unknown {
  try {
    return JSON.parse(whole);
  } catch (cause) {
    throw new UsageError('invalid-incident', 'the incident begins with { but is no JSON; wanted {"title", "body"}', {
      cause,
    });
  }
}

function fromMarkdown(whole: string, title?: string): IncidentText {
  const matter = fence.exec(whole);
  const frontMatter = matter === null ? new Map<string, string>() : parseFrontMatter(matter[1] ?? '');
  const body = matter === null ? whole : whole.slice(matter[0].length);
  return {
    title: titleOf(title ?? frontMatter.get('title') ?? body),
    body: body.slice(0, longestText),
    comments: [],
    labels: linesOf(frontMatter.get('labels')),
    frontMatter,
    ...identityOf(frontMatter),
  };
}

function identityOf(frontMatter: ReadonlyMap<string, string>): Pick<IncidentText, 'id' | 'link' | 'date'> {
  return {
    id: frontMatter.get('id') ?? null,
    link: frontMatter.get('link') ?? frontMatter.get('url') ?? null,
    date: frontMatter.get('date')?.slice(0, 10) ?? null,
  };
}

function linesOf(list: string | undefined): readonly string[] {
  return (list ?? '').split('\n').filter((line) => line !== '');
}

function titleOf(text: string): string {
  const first = linesOf(text).find((line) => line.trim() !== '') ?? '';
  return first
    .replace(/^#+\s*/, '')
    .trim()
    .slice(0, 500);
}

function parseFrontMatter(text: string): ReadonlyMap<string, string> {
  const tree = FrontMatter.safeParse(parseYaml(text));
  if (!tree.success)
    throw new UsageError(
      'invalid-incident',
      `front matter: wanted a name and a text on every line; ${z.prettifyError(tree.error)}`,
    );
  return new Map(
    Object.entries(tree.data).map(([key, value]) => [
      key.toLowerCase().replaceAll('_', '-'),
      Array.isArray(value) ? value.join('\n') : String(value ?? ''),
    ]),
  );
}

function parseYaml(text: string): unknown {
  try {
    // Its warnings would show a stranger's line on standard error as it is.
    return parse(text, { schema: 'failsafe', maxAliasCount: 0, logLevel: 'error' });
  } catch (cause) {
    throw new UsageError('invalid-incident', 'front matter between --- lines is no YAML', { cause });
  }
}
