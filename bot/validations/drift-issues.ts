import { type DriftIssue, type IssueAction, planIssues } from '../../src/drift/plan-issues.ts';
import { driftBody, driftComment, driftTitle, readDriftMarker } from '../../src/report/drift-issue.ts';
import type { BotEvent, GitHub } from '../events/event.ts';
import { validationHistory } from '../store/validations.ts';

/** Label by which people find them; we find them by marker and author. */
const label = 'tollgate:drift';
const day = 86_400_000;

interface Place {
  readonly owner: string;
  readonly repo: string;
}

interface Known extends DriftIssue {
  readonly body: string;
  readonly openedAt: Date;
}

/** Every issue that we wrote about a drift, open or closed: found by its marker *and* its author, over all pages. */
async function ownIssues(github: GitHub, place: Place, login: string): Promise<Known[]> {
  const issues = await github.paginate(github.rest.issues.listForRepo, {
    ...place,
    state: 'all',
    creator: login,
    labels: label,
    per_page: 100,
  });
  return issues.flatMap(({ number, state, body, user, created_at: created }) => {
    const marker = readDriftMarker(body ?? '');
    if (marker === null || user?.login !== login) return [];
    return [{ number, ...marker, isOpen: state === 'open', body: body ?? '', openedAt: new Date(created) }];
  });
}

/** Brings the issues about a service's drifts up to date with its newest validation. */
export async function updateDriftIssues(event: BotEvent, service: string): Promise<void> {
  const { repository, store, now } = event;
  if (repository === null) return;
  const history = await validationHistory(store, { repository: `${repository.owner}/${repository.repo}`, service });
  const github = await event.github();
  const issues = await ownIssues(github, repository, await event.login());
  const openedToday = issues.filter(({ openedAt }) => now.getTime() - openedAt.getTime() < day).length;
  const actions = planIssues({ verdicts: history.map(({ verdict }) => verdict), issues, openedToday });
  const bodyOf = (action: Exclude<IssueAction, { kind: 'close' }>) => driftBody({ drift: action.drift, history });
  for (const action of actions) {
    switch (action.kind) {
      case 'open':
        await github.rest.issues.create({
          ...repository,
          title: driftTitle(action.drift),
          body: bodyOf(action),
          labels: [label],
        });
        break;
      case 'reopen':
        await github.rest.issues.update({
          ...repository,
          issue_number: action.issue,
          state: 'open',
          body: bodyOf(action),
        });
        break;
      case 'update':
        await update(github, repository, { action, body: bodyOf(action) });
        break;
      case 'close':
        await github.rest.issues.update({
          ...repository,
          issue_number: action.issue,
          state: 'closed',
          state_reason: 'completed',
        });
    }
  }
}

/** The comment comes first: the text holds the state by which a repetition would know that it was written. */
async function update(
  github: GitHub,
  place: Place,
  { action, body }: { action: Extract<IssueAction, { kind: 'update' }>; body: string },
): Promise<void> {
  if (action.changed) {
    await github.rest.issues.createComment({ ...place, issue_number: action.issue, body: driftComment(action.drift) });
  }
  await github.rest.issues.update({ ...place, issue_number: action.issue, body });
}
