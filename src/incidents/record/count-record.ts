import { address } from '../../model/address.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { IncidentIndex } from '../incident-index.ts';
import { isProven } from '../is-proven.ts';
import { type Judgement, judgements, type TrackRecord } from './track-record.ts';

/** A release that came up. */
export interface Release {
  readonly sha: string;
  readonly at: Date;
}

/** An incident, and when it happened or was reported. */
export interface DatedIncident {
  readonly id: string;
  readonly title: string;
  readonly link: string | null;
  readonly at: Date;
}

type Report = Pick<Verdict, 'generatedAt' | 'decision' | 'findings' | 'subject' | 'question'>;

/** What a record is counted from. */
export interface Counting {
  readonly environment: string;
  readonly from: Date;
  readonly to: Date;
  readonly releases: readonly Release[];
  readonly incidents: readonly DatedIncident[];
  /** Kept reports, in any order. */
  readonly reports: readonly Report[];
  readonly index: IncidentIndex | null;
  /** SHA-256 of each guard’s file; null: there is none. */
  readonly hashOf: (file: string) => string | null;
}

const hour = 3_600_000;
const window = 72;

const hoursBetween = (from: Date, to: Date) => (to.getTime() - from.getTime()) / hour;

/** The newest report before a release: about its own commit, else the validation of the days before. */
function reportOf({ sha, at }: Release, reports: readonly Report[]): Report | null {
  const before = reports
    .filter(({ generatedAt }) => Date.parse(generatedAt) <= at.getTime())
    .toSorted((one, other) => Date.parse(other.generatedAt) - Date.parse(one.generatedAt));
  const own = before.find(({ subject }) => subject.release?.sha === sha);
  if (own !== undefined) return own;
  const recent = before.find(({ question, subject }) => question === 'fidelity' && subject.release?.sha === undefined);
  return recent !== undefined && hoursBetween(new Date(recent.generatedAt), at) <= window ? recent : null;
}

function openIn(report: Report | null): string[] | null {
  return report === null ? null : report.findings.filter(({ status }) => status === 'diverged').map(address);
}

function judgedRelease(release: Release, { incidents, reports }: Counting): TrackRecord['followed'][number] {
  const report = reportOf(release, reports);
  const after = incidents
    .map((incident) => ({ incident, hours: hoursBetween(release.at, incident.at) }))
    .filter(({ hours }) => hours >= 0 && hours <= window);
  return {
    sha: release.sha,
    releasedAt: release.at.toISOString(),
    judgement: report?.decision ?? 'unknown',
    incidents: after.map(({ incident: { id, title, link }, hours }) => ({
      id,
      title,
      link,
      hoursAfter: Math.round(hours * 10) / 10,
    })),
    open: openIn(report),
  };
}

function unprovenOf({ incidents, index, hashOf }: Counting): TrackRecord['unproven'] {
  const entries = new Map((index?.incidents ?? []).map((entry) => [entry.id, entry]));
  return incidents.flatMap(({ id, title, link }) => {
    const entry = entries.get(id);
    const guard = entry?.guard?.file ?? null;
    if (entry === undefined || guard === null) return [{ id, title, link, guard, why: 'it has no guard' }];
    const hash = hashOf(guard);
    if (hash === null) return [{ id, title, link, guard, why: 'the file of its guard is missing' }];
    return isProven(entry, hash) ? [] : [{ id, title, link, guard, why: 'its guard is not proven' }];
  });
}

/**
 * Counts, of the releases of a time, how many had an incident within 72 hours, by how they were judged; nothing is estimated.
 *
 * An incident that followed two releases is counted with both: nobody knows which one it was.
 */
export function countRecord(counting: Counting): TrackRecord {
  const { environment, from, to, incidents } = counting;
  const within = counting.releases.filter(({ at }) => at >= from && at <= to);
  const releases = within.map((release) => judgedRelease(release, counting));
  const countOf = (judgement: Judgement) => {
    const own = releases.filter((one) => one.judgement === judgement);
    return { releases: own.length, followed: own.filter((one) => one.incidents.length > 0).length };
  };
  const young = within.filter(({ at }) => hoursBetween(at, to) < window).length;
  return {
    schema: 'tollgate.incident-record/1',
    environment,
    from: from.toISOString(),
    to: to.toISOString(),
    incidents: incidents.length,
    counts: Object.fromEntries(judgements.map((judgement) => [judgement, countOf(judgement)])) as TrackRecord['counts'],
    followed: releases
      .filter((one) => one.incidents.length > 0)
      .toSorted((one, other) => other.releasedAt.localeCompare(one.releasedAt)),
    unproven: unprovenOf(counting),
    remarks: young === 0 ? [] : [`releases younger than ${window} hours, which an incident may still follow: ${young}`],
  };
}
