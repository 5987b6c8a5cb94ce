import { z } from 'zod';
import { obeyedConfiguration } from '../configuration/obeyed-configuration.ts';
import { incidentOf } from '../incidents/propose-test.ts';
import type { BotEvent, EventHandler } from './event.ts';

const Closed = z.object({
  pull_request: z.object({
    merged: z.boolean(),
    user: z.object({ login: z.string() }),
    head: z.object({ ref: z.string(), repo: z.object({ full_name: z.string() }).nullable() }),
  }),
});

/** The incident whose test an event says was merged; null where it says no such thing. */
async function testedIncident(event: BotEvent): Promise<number | null> {
  const closed = Closed.safeParse(event.payload);
  if (!closed.success || !closed.data.pull_request.merged) return null;
  const { head, user } = closed.data.pull_request;
  const isHere = head.repo?.full_name === `${event.repository?.owner}/${event.repository?.repo}`;
  return isHere && user.login === (await event.login()) ? incidentOf(head.ref) : null;
}

/** The pull request with an incident’s test was merged: the incident gets its label. */
export const onIncidentMerged: EventHandler = async (event) => {
  const { repository, now } = event;
  const issue = await testedIncident(event);
  if (issue === null || repository === null) return;
  const github = await event.github();
  const read = await obeyedConfiguration(github, { ...repository, now });
  if (read.kind === 'lack' || read.configuration.incidents === undefined) return;
  const { testedLabel } = read.configuration.incidents;
  await github.rest.issues.addLabels({ ...repository, issue_number: issue, labels: [testedLabel] });
};
