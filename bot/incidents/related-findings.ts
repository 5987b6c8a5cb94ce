import { z } from 'zod';
import { catalogue } from '../../src/incidents/catalogue/catalogue.ts';
import type { Classification } from '../../src/incidents/classify/classify.ts';
import type { Finding } from '../../src/model/finding.ts';
import { readDriftMarker } from '../../src/report/drift/drift-issue.ts';
import type { RelatedFinding } from '../../src/report/incident/announcement.ts';
import type { BotEvent } from '../events/event.ts';
import { newestValidation } from '../store/validations.ts';

type Asking = Pick<BotEvent, 'github' | 'login' | 'store'> & {
  readonly repository: { readonly owner: string; readonly repo: string };
};

/** What was known to differ in staging, in the dimensions that a class shows itself in: issues about drifts, and the newest validation. */
export async function relatedFindings(event: Asking, { class: named }: Classification): Promise<RelatedFinding[]> {
  const dimensions = named === 'unknown' ? [] : (catalogue.get(named)?.dimensions ?? []);
  if (dimensions.length === 0) return [];
  const [drifts, found] = await Promise.all([driftIssues(event, dimensions), findings(event, { named, dimensions })]);
  return [...drifts, ...found];
}

async function driftIssues(event: Asking, dimensions: readonly string[]): Promise<RelatedFinding[]> {
  const github = await event.github();
  const login = await event.login();
  const issues = await github.paginate(github.rest.issues.listForRepo, {
    ...event.repository,
    state: 'open',
    creator: login,
    labels: 'tollgate:drift',
    per_page: 100,
  });
  return issues
    .filter(({ body, user }) => user?.login === login && readDriftMarker(body ?? '') !== null)
    .filter(({ title }) => dimensions.includes(/, (\w+)\/[\w-]+$/.exec(title)?.[1] ?? ''))
    .map(({ title, html_url: link }) => ({ words: title, link }));
}

const GuardDetail = z.object({
  kind: z.literal('incident-guard'),
  incidents: z.array(z.object({ class: z.string() })),
});

/** The guard of an earlier incident of the same class, which fails: it was known, and nobody looked. */
function isGuardOf({ detail }: Finding, named: Classification['class']): boolean {
  return GuardDetail.safeParse(detail).data?.incidents.some((one) => one.class === named) === true;
}

async function findings(
  { store, repository }: Asking,
  { named, dimensions }: { named: Classification['class']; dimensions: readonly string[] },
): Promise<RelatedFinding[]> {
  const newest = await newestValidation(store, `${repository.owner}/${repository.repo}`);
  if (newest === null) return [];
  return newest.verdict.findings
    .filter(
      (finding) =>
        finding.status === 'diverged' && (dimensions.includes(finding.dimension) || isGuardOf(finding, named)),
    )
    .map(({ subject, dimension, check }) => ({ words: `${subject}, ${dimension}/${check}`, link: newest.link }));
}
