import type { Section } from '../../model/profile.ts';
import type { Gap } from '../empty-section.ts';
import { type Collection, frameOf, lackOf } from './collection.ts';
import type { Match } from './convention.ts';
import { forRequests } from './match-conventions.ts';
import type { Rows } from './prometheus-answer.ts';
import { statusQuery } from './request-queries.ts';
import { hasRoutes } from './scopes.ts';
import { answered, choiceRemarks, sourceName, unavailable } from './sections.ts';
import { hasStatus, statusEvidence } from './status-evidence.ts';

/** Collects requests by status: one query, unless the first matching convention has no series, or none with a status, in the window. */
export async function collectErrors(collection: Collection): Promise<Section> {
  const lacks: { lack: Gap; convention: string }[] = [];
  for (const match of forRequests(collection.found.matches)) {
    const { requests, convention } = match;
    if (requests === null) continue;
    const name = lacks.length === 0 ? 'requests' : `requests/${convention.id}`;
    const answer = await collection.ask(name, statusQuery(requests, frameOf(collection, match)));
    if (!answer.ok) return unavailable(answer, convention.id);
    const lack = lackIn(collection, match, answer.value);
    if (lack === null) return read(collection, match, { name, answer: answer.value });
    lacks.push({ lack, convention: convention.id });
  }
  const [first] = lacks;
  return first === undefined
    ? unavailable(lackOf(collection, 'counter of requests'))
    : unavailable(first.lack, first.convention);
}

function lackIn(collection: Collection, match: Match, { rows }: Rows): Gap | null {
  if (rows.length === 0) return { reason: 'source-empty', message: `${match.requests} has no series in this window` };
  if (hasStatus(rows, frameOf(collection, match).grouping)) return null;
  const wanted = match.convention.status.join(', ');
  return {
    reason: 'no-series',
    message: `no series of ${match.requests} has a label that names the status (looked for ${wanted})`,
  };
}

function read(collection: Collection, match: Match, { name, answer }: { name: string; answer: Rows }): Section {
  const { grouping } = frameOf(collection, match);
  const origin = { source: sourceName, query: collection.key(name), grouping };
  const remarks = choiceRemarks(match, collection.found.matches, hasRoutes(answer.rows, grouping));
  return answered(answer, { convention: match.convention.id, evidence: statusEvidence(answer.rows, origin), remarks });
}
