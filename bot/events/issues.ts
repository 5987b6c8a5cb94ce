import { z } from 'zod';
import type { Incidents } from '../../src/config/incidents-schema.ts';
import type { Configuration } from '../../src/config/schema.ts';
import { UsageError } from '../../src/model/usage-error.ts';
import { Refused } from '../commands/refuse.ts';
import { obeyedConfiguration } from '../configuration/obeyed-configuration.ts';
import { announce } from '../incidents/announce.ts';
import { findOwnComment } from '../incidents/own-comment.ts';
import { proposeTest, tellUnwritten } from '../incidents/propose-test.ts';
import { announced, readIncidentIssue } from '../incidents/read-incident-issue.ts';
import { tellIncidentTest } from '../incidents/tell-incident.ts';
import { requireRight } from '../permissions/require-right.ts';
import type { BotEvent, EventHandler } from './event.ts';

const Changed = z.object({
  issue: z.object({
    number: z.int().positive(),
    labels: z.array(z.object({ name: z.string() })).default([]),
    pull_request: z.unknown().optional(),
  }),
  label: z.object({ name: z.string() }).optional(),
  repository: z.object({ default_branch: z.string() }),
  sender: z.object({ login: z.string() }),
});
type Changed = z.infer<typeof Changed>;

type Concern = 'announce' | 'reword' | 'propose';

const concerns: ReadonlyMap<string | null, Concern> = new Map([
  ['opened', 'announce'],
  ['edited', 'reword'],
  ['closed', 'propose'],
]);

/** Whether an event makes an issue an incident (`announce`), says it in other words (`reword`), ends it (`propose`), or is none of ours. */
function concernOf(action: string | null, { issue, label }: Changed, settings: Incidents): Concern | null {
  if (issue.pull_request !== undefined && issue.pull_request !== null) return null;
  if (action === 'labeled') return label?.name === settings.label ? 'announce' : null;
  const isIncident = issue.labels.some(({ name }) => name === settings.label);
  return isIncident ? (concerns.get(action) ?? null) : null;
}

/** Anybody can open an issue by the form, and with it gets the label: only people who may write make it an incident. */
async function mayWrite(event: BotEvent, changed: Changed, configuration: Configuration): Promise<boolean> {
  if (event.repository === null) return false;
  try {
    await requireRight({ ...event, repository: event.repository, configuration }, changed.sender.login, 'act');
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

interface Concerned {
  readonly changed: Changed;
  readonly concern: Concern;
  readonly settings: Incidents;
  /** Newest commit of the default branch. */
  readonly head: string;
}

/** What an event asks for; null: nothing, or of somebody who may not. */
async function concerned(event: BotEvent): Promise<Concerned | null> {
  const { action, repository, now } = event;
  if (repository === null || (action !== 'labeled' && !concerns.has(action))) return null;
  const changed = Changed.parse(event.payload);
  const read = await obeyedConfiguration(await event.github(), { ...repository, now });
  if (read.kind === 'lack' || read.configuration.incidents === undefined) return null;
  const settings = read.configuration.incidents;
  const concern = concernOf(action, changed, settings);
  if (concern === null || !(await mayWrite(event, changed, read.configuration))) return null;
  return { changed, concern, settings, head: read.sha };
}

/** An issue became an incident, or an incident was closed. */
export const onIssues: EventHandler = async (event) => {
  const found = await concerned(event);
  if (found === null || event.repository === null) return;
  const { changed, concern, settings, head } = found;
  const github = await event.github();
  const place = { ...event.repository, issue: changed.issue.number, login: await event.login() };
  // Only what was announced is brought up to date: an edit makes no incident of what nobody who may has called one.
  if (concern === 'reword' && (await findOwnComment(github, { ...place, marker: announced })) === null) return;
  const incident = await readIncidentIssue(github, place);
  if (concern !== 'propose' || incident.said.class === 'unknown') {
    await announce(event, { place, incident, settings });
    return;
  }
  const { default_branch: defaultBranch } = changed.repository;
  try {
    const proposal = await proposeTest(github, { place, incident, settings, head, defaultBranch });
    await tellIncidentTest(event, { place, incident }, proposal);
  } catch (error) {
    // A broken index is for people to mend; trying again would not.
    if (!(error instanceof UsageError)) throw error;
    event.log.warn({ err: error, issue: place.issue }, 'the test of an incident could not be written');
    await tellUnwritten(github, place, error);
  }
};
