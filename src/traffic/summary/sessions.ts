import type { Sessions } from '../../model/traffic/sessions.ts';
import { bucketOf } from '../tally/bucket.ts';
import type { LineCounts } from '../tally/line-counts.ts';
import type { FollowedClients } from './followed-clients.ts';
import { quantilesOf, rounded } from './quantiles.ts';

/** A pause that ends a session: the convention of web analytics. */
const longestPause = 30 * 60_000;
const doubleSubmit = 2000;

type Events = readonly (readonly [number, number])[];

/** Cuts the requests of a client where it paused. */
function sessionsOfClient(events: Events): Events[] {
  const sessions: (readonly [number, number])[][] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const event of events) {
    if (event[0] - before > longestPause) sessions.push([]);
    sessions.at(-1)?.push(event);
    [before] = event;
  }
  return sessions;
}

const pausesOf = (session: Events) => session.slice(1).map(([time], index) => time - (session[index]?.[0] ?? time));

/** Writes to the same target within two seconds of the one before. */
function doubleSubmitsOf(session: Events): number {
  const last = new Map<number, number>();
  let found = 0;
  for (const [time, code] of session) {
    if (code % 2 === 0) continue;
    if (time - (last.get(code) ?? Number.NEGATIVE_INFINITY) <= doubleSubmit) found += 1;
    last.set(code, time);
  }
  return found;
}

/** Quantiles of whole numbers; null where there are none. */
function quantilesOfValues(values: readonly number[], per: number) {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(bucketOf(value), (counts.get(bucketOf(value)) ?? 0) + 1);
  const max = values.reduce((largest, value) => Math.max(largest, value), 0);
  return quantilesOf({ counts, sum: values.reduce((sum, value) => sum + value, 0), max }, per);
}

const shareOf = (count: number, of: number) => (of === 0 ? null : { count, share: rounded(count / of) });

/**
 * How followed clients used the service; null where the log has no client, or only machines.
 *
 * Pauses are between the starts (or ends, as the log counts) of two requests, so they include the time of one answer.
 *
 * @param resolution seconds that the log's times tell apart; pauses of coarser ones would be made up
 */
export function sessionsOf(followed: FollowedClients, counts: LineCounts, resolution: number): Sessions | null {
  const clients = followed.clients();
  const sessions = clients.flatMap(sessionsOfClient);
  const length = quantilesOfValues(
    sessions.map((session) => session.length),
    1,
  );
  if (length === null || resolution > 60) return null;
  const seconds = (values: readonly number[]) => {
    const quantiles = quantilesOfValues(values, 1000);
    return quantiles === null || resolution > 1 ? null : { ...quantiles, unit: 'seconds' as const };
  };
  const writes = sessions.reduce((sum, session) => sum + session.filter(([, code]) => code % 2 === 1).length, 0);
  const repeated = sessions.reduce((sum, session) => sum + doubleSubmitsOf(session), 0);
  return {
    clients: clients.length,
    sampled: followed.isSampled,
    machines: clients.filter((events) => events.length === 0).length,
    count: sessions.length,
    thinkTime: seconds(sessions.flatMap(pausesOf)),
    length: { ...length, unit: 'requests' },
    duration: seconds(sessions.map((session) => (session.at(-1)?.[0] ?? 0) - (session[0]?.[0] ?? 0))),
    keepAlive:
      counts.connections === 0 ? null : { requestsPerConnection: rounded(counts.onConnections / counts.connections) },
    abandonment: shareOf(counts.abandoned, counts.abandonable),
    doubleSubmits: resolution > 1 ? null : shareOf(repeated, writes),
  };
}
