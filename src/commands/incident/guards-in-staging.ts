import type { GuardRuns } from '../../config/incidents-schema.ts';
import type { IncidentEntry, IncidentIndex } from '../../incidents/incident-index.ts';
import { indexName, parseIndex } from '../../incidents/index/parse-index.ts';
import { guardHash } from '../../incidents/is-proven.ts';
import { guardsOf, type IndexedGuard } from '../../incidents/run/guards-of.ts';
import { type GuardPlaces, placeNames } from '../../incidents/run/place-of.ts';
import { findK6 } from '../../load/find-k6.ts';
import { watchStop } from '../../load/watch-stop.ts';
import type { Progress } from '../../model/ports.ts';
import type { GuardCatalogue, GuardedIncident } from '../../model/sections/guards.ts';
import { UsageError } from '../../model/usage-error.ts';
import { loadAddress } from '../../prove/load-address.ts';
import { runInStaging, type Staging } from '../../prove/run-in-staging.ts';
import { scriptEnvironment } from '../script-environment.ts';
import { guardTexts } from './guard-texts.ts';
import { readBeside } from './read-beside.ts';

export interface GuardsRequest {
  /** Of the index. */
  readonly folder: string;
  /** What the configuration says of the places; undefined: nothing. */
  readonly configured: GuardRuns | undefined;
  /** What is undefined is as the configuration says. */
  readonly places?: GuardPlaces;
  readonly k6: string | undefined;
  /** Seconds; undefined: as the configuration says. */
  readonly longest?: number | undefined;
  /** Only the guards of these incidents; empty: all. */
  readonly ids?: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly progress: Progress;
  readonly now: Date;
}

/** Guards that are ready to be run, every mistake found. */
export interface ReadyGuards {
  /** How many there are. */
  readonly count: number;
  /** @param isStopped whether this run was told to stop already: then none is begun */
  readonly run: (isStopped?: boolean) => Promise<GuardCatalogue>;
  /** What scripts are handed and no output may show. */
  readonly secrets: readonly string[];
}

function refuseNoAddress(target: string, name: string): void {
  try {
    loadAddress(target);
  } catch (cause) {
    throw new UsageError('invalid-option', `${name}: ${(cause as Error).message}`, { cause });
  }
}

/** What was given wins over the configuration; an empty text is a variable of a workflow that nobody set. */
function placesOf({ places: given, configured }: GuardsRequest): GuardPlaces {
  const places = Object.fromEntries(
    placeNames.map((name) => [name, given?.[name] || configured?.[name]]),
  ) as GuardPlaces;
  if (places.target !== undefined) refuseNoAddress(places.target, given?.target ? '--target' : 'incidents.run.target');
  return places;
}

/** The part of an index that was asked for. */
function chosen(index: IncidentIndex, ids: readonly string[]): IncidentIndex {
  const unknown = ids.filter((id) => !index.incidents.some((one) => one.id === id));
  if (unknown.length > 0) throw new UsageError('invalid-option', `the index has no incident ${unknown.join(', ')}`);
  return ids.length === 0 ? index : { ...index, incidents: index.incidents.filter(({ id }) => ids.includes(id)) };
}

/** A named program that cannot be run is a mistake; none at all leaves guards unmeasured. */
function hasK6({ k6, environment }: GuardsRequest): boolean {
  if (k6 !== undefined) return findK6(k6, '') !== '';
  try {
    return findK6(undefined, environment['PATH'] ?? '') !== '';
  } catch {
    return false;
  }
}

const known = ({ id, link, class: name }: IncidentEntry): GuardedIncident => ({ id, link, class: name });

const stopped = { ran: false, reason: 'guard-not-measured', why: 'the run was stopped before' } as const;

/** One after the other: two loads at once would measure each other. Who stops one stops those that would follow. */
async function runAll(
  guards: readonly IndexedGuard[],
  staging: Staging,
  isStopped: boolean,
): Promise<GuardCatalogue['guards']> {
  const ran: GuardCatalogue['guards'] = [];
  const watch = watchStop();
  try {
    for (const guard of guards) {
      const { file, hash, incidents, unproven } = guard;
      const run = isStopped || watch.isStopped() ? stopped : await runInStaging(guard, staging);
      ran.push({ file, hash, incidents: incidents.map(known), unproven, run });
    }
  } finally {
    watch.end();
  }
  return ran;
}

/**
 * Reads the guards of past incidents, and what they are to look at in staging; null where there is no index.
 *
 * @throws UsageError where the index, an address or k6 cannot be used
 */
export async function guardsInStaging(request: GuardsRequest): Promise<ReadyGuards | null> {
  const { folder, configured, k6, environment, progress, now } = request;
  const staging = {
    places: placesOf(request),
    folder,
    longest: request.longest ?? configured?.longest ?? null,
    k6,
    hasK6: hasK6(request),
    environment: scriptEnvironment(environment, ['STAGING_HOST', 'AUTHORIZATION', 'DEPENDENCY']),
    progress,
    now,
  };
  const written = await readBeside(folder, indexName);
  if (written === null) return null;
  const index = chosen(parseIndex(written), request.ids ?? []);
  const texts = await guardTexts(folder, index);
  const guards = guardsOf(index, { textOf: (file) => texts.get(file) ?? null, hashOf: guardHash });
  const unguarded = index.incidents.filter(({ guard }) => guard === null).map(known);
  const secrets = [environment['AUTHORIZATION'] ?? ''].filter((one) => one !== '');
  const run = async (isStopped = false) => ({ guards: await runAll(guards, staging, isStopped), unguarded });
  return { count: guards.length, secrets, run };
}
