import { type Classification, classify, classNamed } from '../../src/incidents/classify/classify.ts';
import { extractFacts } from '../../src/incidents/facts/extract-facts.ts';
import type { IncidentClass } from '../../src/incidents/incident-class.ts';
import type { IncidentFacts } from '../../src/incidents/incident-facts.ts';
import { parseIncidentText } from '../../src/incidents/text/parse-incident-text.ts';
import type { GitHub } from '../events/event.ts';
import { findOwnComment } from './own-comment.ts';

/** Hidden line of the comment that announces an incident. */
export const announced = 'tollgate:incident';

export interface IssuePlace {
  readonly owner: string;
  readonly repo: string;
  readonly issue: number;
  readonly login: string;
}

/** An incident as its issue tells it. */
export interface IncidentIssue {
  readonly title: string;
  readonly labels: readonly string[];
  readonly reportedAt: Date;
  readonly said: Classification;
  readonly facts: IncidentFacts;
  /** Class that somebody set by command; null: nobody did. */
  readonly setClass: IncidentClass | null;
}

/** The class that a command set, as our own comment remembers it. */
async function rememberedClass(github: GitHub, place: IssuePlace): Promise<IncidentClass | null> {
  const own = await findOwnComment(github, { ...place, marker: announced });
  return classNamed(/^<!-- tollgate:incident class=(\w+) -->/.exec(own?.body ?? '')?.[1] ?? '') ?? null;
}

/** So much of a thread is read, in comments and in characters of JSON: its beginning. Anybody may write on and on. */
const longestThread = { comments: 500, characters: 500_000 } as const;

function beginningOf(comments: readonly string[]): string[] {
  let room: number = longestThread.characters;
  return comments.slice(0, longestThread.comments).filter((one) => {
    room -= JSON.stringify(one).length;
    return room >= 0;
  });
}

async function commentsOfPeople(github: GitHub, { owner, repo, issue, login }: IssuePlace): Promise<string[]> {
  const all = await github.paginate(github.rest.issues.listComments, {
    owner,
    repo,
    issue_number: issue,
    per_page: 100,
  });
  const written = all
    .filter(({ user, body }) => user?.login !== login && user?.type !== 'Bot' && !(body ?? '').startsWith('/'))
    .map(({ body }) => body ?? '');
  return beginningOf(written);
}

/**
 * Reads an incident from its issue and what people wrote under it.
 *
 * @param set class that a command sets now; undefined: what an earlier one set, or what the text says
 */
export async function readIncidentIssue(
  github: GitHub,
  place: IssuePlace,
  set?: IncidentClass,
): Promise<IncidentIssue> {
  const { owner, repo, issue } = place;
  const { data } = await github.rest.issues.get({ owner, repo, issue_number: issue });
  const labels = data.labels.map((label) => (typeof label === 'string' ? label : (label.name ?? '')));
  const { title, body, number, html_url: link, created_at: created } = data;
  const comments = await commentsOfPeople(github, place);
  const text = parseIncidentText(
    JSON.stringify({ title, body, number, labels, comments, html_url: link, created_at: created }),
  );
  const setClass = set ?? (await rememberedClass(github, place));
  const read = classify(text);
  const said = setClass === null ? read : { ...read, class: setClass, confidence: 1, why: 'set by command' };
  const facts = extractFacts(text, said, { id: String(number) });
  return { title, labels, reportedAt: new Date(created), said, facts, setClass };
}
