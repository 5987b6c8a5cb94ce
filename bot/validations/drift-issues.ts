import type { Drift } from '../../src/drift/find-drifts.ts';
import { type DriftIssue, type IssueAction, planIssues } from '../../src/drift/plan-issues.ts';
import { driftBody, driftComment, driftTitle, readDriftMarker } from '../../src/report/drift/drift-issue.ts';
import type { BotEvent, GitHub } from '../events/event.ts';
import { tellDrift, tellDriftEnd } from '../slack/tell-drift.ts';
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
  readonly title: string;
  readonly address: string;
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
  return issues.flatMap(({ number, state, body, user, title, html_url: address, created_at: created }) => {
    const marker = readDriftMarker(body ?? '');
    if (marker === null || user?.login !== login) return [];
    const isOpen = state === 'open';
    return [{ number, ...marker, isOpen, body: body ?? '', title, address, openedAt: new Date(created) }];
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
  const [newest] = history;
  if (newest === undefined) return;
  const { environment } = newest.verdict.windows.candidate;
  for (const action of actions) {
    const body = action.kind === 'close' ? '' : driftBody({ drift: action.drift, history });
    const known = action.kind === 'open' ? undefined : issues.find(({ number }) => number === action.issue);
    const { address = null, title = '' } = known ?? {};
    await act({ event, github, place: repository, environment }, action, { body, address, title });
  }
}

interface Acting {
  readonly event: BotEvent;
  readonly github: GitHub;
  readonly place: Place;
  /** Of the side that lies. */
  readonly environment: string;
}

/** Does one thing about an issue, on GitHub and in Slack; nothing is said twice when it is repeated. */
async function act(
  { event, github, place, environment }: Acting,
  action: IssueAction,
  { body, address, title }: { readonly body: string; readonly address: string | null; readonly title: string },
): Promise<void> {
  const told = { repository: `${place.owner}/${place.repo}`, environment };
  const tell = (drift: Drift, issue: string | null, changed = false) =>
    tellDrift(event, drift, { ...told, address: issue, changed });
  switch (action.kind) {
    case 'open': {
      const opened = { ...place, title: driftTitle(action.drift), body, labels: [label] };
      const { data } = await github.rest.issues.create(opened);
      return tell(action.drift, data.html_url);
    }
    case 'reopen':
      await github.rest.issues.update({ ...place, issue_number: action.issue, state: 'open', body });
      return tell(action.drift, address);
    case 'update':
      await update(github, place, { action, body });
      return tell(action.drift, address, action.changed);
    case 'close':
      // Slack first: once the issue is closed, a repetition would find nothing to do.
      await tellDriftEnd(event, { key: action.key, title }, { ...told, address });
      await close(github, place, action.issue);
  }
}

async function close(github: GitHub, place: Place, issue: number): Promise<void> {
  await github.rest.issues.update({ ...place, issue_number: issue, state: 'closed', state_reason: 'completed' });
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
