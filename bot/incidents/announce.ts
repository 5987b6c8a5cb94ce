import type { Incidents } from '../../src/config/incidents-schema.ts';
import { missingFacts } from '../../src/incidents/plan/post-mortem.ts';
import { announcement } from '../../src/report/incident/announcement.ts';
import type { BotEvent } from '../events/event.ts';
import { keepOwnComment } from './own-comment.ts';
import { announced, type IncidentIssue, type IssuePlace } from './read-incident-issue.ts';
import { recentChanges } from './recent-changes.ts';
import { relatedFindings } from './related-findings.ts';
import { tellIncident } from './tell-incident.ts';

/** Says at once what is known of an incident: one comment, brought up to date in place. */
export async function announce(
  event: Pick<BotEvent, 'github' | 'login' | 'store' | 'notify'>,
  { place, incident, settings }: { place: IssuePlace; incident: IncidentIssue; settings: Incidents },
): Promise<void> {
  const { owner, repo } = place;
  const github = await event.github();
  const text = announcement({
    said: incident.said,
    missing: missingFacts(incident.facts),
    related: await relatedFindings({ ...event, repository: { owner, repo } }, incident.said),
    changes: await recentChanges(github, {
      owner,
      repo,
      reportedAt: incident.reportedAt,
      flagFiles: settings.flagFiles,
    }),
  });
  const detail = incident.setClass === null ? '' : `class=${incident.setClass}`;
  await keepOwnComment(github, { ...place, marker: announced }, { text, detail });
  await tellIncident(event, { place, incident });
}
