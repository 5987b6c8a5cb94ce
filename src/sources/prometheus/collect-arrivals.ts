import type { Section } from '../../model/profile.ts';
import { arrivalsEvidence, hourEnds } from './arrivals-evidence.ts';
import { type Collection, lackOf, selectorOf } from './collection.ts';
import { forRequests } from './match-conventions.ts';
import { arrivalsQuery } from './request-queries.ts';
import { answered, sourceName, unavailable } from './sections.ts';

/** Collects requests per hour, over the full hours of the window, in one query. */
export async function collectArrivals(collection: Collection): Promise<Section> {
  const { found, settings, window } = collection;
  const [match] = forRequests(found.matches);
  if (match === undefined || match.requests === null) return unavailable(lackOf(collection, 'counter of requests'));
  const convention = match.convention.id;
  const hours = hourEnds(window);
  if (hours === null) {
    return unavailable(
      { reason: 'window-too-short', message: `the window from ${window.from} to ${window.to} holds no full hour` },
      convention,
    );
  }
  const query = arrivalsQuery(match.requests, selectorOf(settings, match.convention));
  const answer = await collection.askHourly('arrivals', query, hours);
  if (!answer.ok) return unavailable(answer, convention);
  if (answer.value.rows.length === 0) {
    return unavailable(
      { reason: 'source-empty', message: `${match.requests} has no series in this window` },
      convention,
    );
  }
  const evidence = [arrivalsEvidence(answer.value.rows, { source: sourceName, query: collection.key('arrivals') })];
  return answered(answer.value, { convention, evidence, remarks: [] });
}
