import type { Answer } from '../../../src/chatops/answer.ts';
import { classNamed } from '../../../src/incidents/classify/classify.ts';
import { type IncidentClass, incidentClasses } from '../../../src/incidents/incident-class.ts';
import { UsageError } from '../../../src/model/usage-error.ts';
import { announce } from '../../incidents/announce.ts';
import { proposeTest } from '../../incidents/propose-test.ts';
import { readIncidentIssue } from '../../incidents/read-incident-issue.ts';
import { tellIncidentTest } from '../../incidents/tell-incident.ts';
import type { CommandHandler, CommandRequest } from '../command-request.ts';
import { Refused } from '../refuse.ts';

function placeOf({ origin, repository }: CommandRequest, login: string) {
  if (origin.kind !== 'comment' || origin.isPullRequest)
    throw new Refused('This is a command for the issue of an incident');
  return { ...repository, issue: origin.issue, login };
}

async function propose(request: CommandRequest, set?: IncidentClass): Promise<Answer> {
  const settings = request.configuration.incidents;
  if (settings === undefined)
    throw new Refused(['Incidents are off here: ', { code: 'incidents: {}' }, ' turns them on']);
  const github = await request.github();
  const place = placeOf(request, await request.login());
  const incident = await readIncidentIssue(github, place, set);
  if (!incident.labels.includes(settings.label))
    throw new Refused(['This issue is no incident: it has no label ', { code: settings.label }]);
  if (set !== undefined || incident.said.class === 'unknown') await announce(request, { place, incident, settings });
  if (incident.said.class === 'unknown')
    throw new Refused('Its class cannot be told yet', ['Say it: ', { code: '/incident class <class>' }]);
  const { data } = await github.rest.repos.get(request.repository);
  const { default_branch: defaultBranch } = data;
  try {
    const made = await proposeTest(github, { place, incident, settings, head: request.head, defaultBranch });
    await tellIncidentTest(request, { place, incident }, made);
    return answerOf(made.pullRequest, made.isTaken, incident.said.class);
  } catch (error) {
    if (error instanceof UsageError) throw new Refused('The test could not be written', error.message);
    throw error;
  }
}

function answerOf(pullRequest: number | null, isTaken: boolean, named: string): Answer {
  if (isTaken)
    return {
      mood: 'waiting',
      title: 'Somebody has worked on the branch, so it stays as it is',
      lines: ['The difference is proposed in the comment above'],
    };
  if (pullRequest === null) return { mood: 'done', title: 'The test of this incident is there already', lines: [] };
  return {
    mood: 'done',
    title: ['The test is proposed: pull request ', { code: String(pullRequest) }],
    lines: [['Class: ', { code: named }]],
  };
}

/** `/incident test`: proposes the test that would have caught the incident. */
export const onIncidentTest: CommandHandler<'incident-test'> = async (request) => propose(request);

/** `/incident class`: says what it was, and makes the test anew. */
export const onIncidentClass: CommandHandler<'incident-class'> = async (request) => {
  const named = classNamed(request.command.class);
  if (named === undefined) throw new Refused('There is no such class', `Wanted one of ${incidentClasses.join(', ')}`);
  return propose(request, named);
};
