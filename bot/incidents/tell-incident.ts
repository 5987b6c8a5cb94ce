import type { Proposal } from '../../src/report/incident/proposal.ts';
import { incidentMessage, incidentTestMessage, type ToldIncident } from '../../src/report/slack/incident-message.ts';
import type { BotEvent } from '../events/event.ts';
import type { IncidentIssue, IssuePlace } from './read-incident-issue.ts';

type Telling = { readonly place: IssuePlace; readonly incident: IncidentIssue };

function toldOf({ place: { owner, repo, issue }, incident }: Telling): ToldIncident {
  const { title, said, facts } = incident;
  return { issue, title, said, repository: `${owner}/${repo}`, address: facts.link };
}

const about = (telling: Telling) =>
  ({
    topic: `incident/${telling.place.issue}`,
    event: 'incident',
    environment: null,
    severity: 'block',
    phase: 'opens',
    message: incidentMessage(toldOf(telling)),
  }) as const;

/** Tells Slack of an incident: one thread, brought up to date in place. */
export async function tellIncident(event: Pick<BotEvent, 'notify'>, telling: Telling): Promise<void> {
  await event.notify(about(telling));
}

/** Tells the thread of an incident of its test. */
export async function tellIncidentTest(
  event: Pick<BotEvent, 'notify'>,
  telling: Telling,
  { plan, pullRequest }: Pick<Proposal, 'plan' | 'pullRequest'>,
): Promise<void> {
  const { owner, repo } = telling.place;
  const guard = plan.entry.guard?.file ?? null;
  const address =
    pullRequest === null || telling.incident.facts.link === null
      ? null
      : new URL(`/${owner}/${repo}/pull/${pullRequest}`, telling.incident.facts.link).href;
  await event.notify({
    ...about(telling),
    reply: {
      key: `test/${guard ?? 'none'}/${pullRequest ?? 'none'}`,
      message: incidentTestMessage(toldOf(telling), { guard, pullRequest: address }),
    },
  });
}
