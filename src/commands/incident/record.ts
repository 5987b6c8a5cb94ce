import type { GitHubRepository } from '../../github/client.ts';
import { issuesLabelled } from '../../github/incident-issues.ts';
import { succeededDeployments } from '../../github/succeeded-deployments.ts';
import type { IncidentIndex } from '../../incidents/incident-index.ts';
import { indexName, parseIndex } from '../../incidents/index/parse-index.ts';
import { guardHash } from '../../incidents/is-proven.ts';
import { countRecord, type DatedIncident, type Release } from '../../incidents/record/count-record.ts';
import type { TrackRecord } from '../../incidents/record/track-record.ts';
import { guardTexts } from './guard-texts.ts';
import { readBeside } from './read-beside.ts';
import { readReport } from './read-report.ts';

export interface RecordRequest {
  readonly repository: GitHubRepository;
  readonly environment: string;
  readonly label: string;
  readonly folder: string;
  /** Files of kept reports. */
  readonly reports: readonly string[];
  readonly days: number;
  readonly now: Date;
}

const day = 86_400_000;

async function releasesSince(repository: GitHubRepository, environment: string, from: Date): Promise<Release[]> {
  const releases: Release[] = [];
  for await (const { sha, succeededAt } of succeededDeployments(repository, environment)) {
    if (succeededAt < from) break;
    releases.push({ sha, at: succeededAt });
  }
  return releases;
}

/** When it was reported: the day in the index is too coarse to say what came first. */
async function incidentsSince({ repository, label }: RecordRequest, from: Date): Promise<DatedIncident[]> {
  const issues = await issuesLabelled(repository, label);
  return issues
    .filter((issue) => issue.pull_request === undefined || issue.pull_request === null)
    .map(({ number, title, html_url: link, created_at: at }) => ({ id: String(number), title, link, at: new Date(at) }))
    .filter(({ at }) => at >= from);
}

async function readIndex(folder: string): Promise<IncidentIndex | null> {
  const text = await readBeside(folder, indexName);
  return text === null ? null : parseIndex(text);
}

/**
 * Counts what became of releases, from GitHub’s deployments and issues, kept reports, and the index of incidents.
 *
 * @throws UsageError where the index or a report cannot be read; ProviderError where GitHub does not answer
 */
export async function incidentRecord(request: RecordRequest): Promise<TrackRecord> {
  const { repository, environment, folder, now, days } = request;
  const from = new Date(now.getTime() - days * day);
  const index = await readIndex(folder);
  const texts = index === null ? new Map<string, string | null>() : await guardTexts(folder, index);
  return countRecord({
    environment,
    from,
    to: now,
    releases: await releasesSince(repository, environment, from),
    incidents: await incidentsSince(request, from),
    reports: await Promise.all(request.reports.map(readReport)),
    index,
    hashOf: (file) => {
      const text = texts.get(file) ?? null;
      return text === null ? null : guardHash(text);
    },
  });
}
