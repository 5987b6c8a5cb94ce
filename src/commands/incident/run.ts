import type { GuardRuns } from '../../config/incidents-schema.ts';
import { policyFrom } from '../../config/policy-from.ts';
import type { IncidentIndex } from '../../incidents/incident-index.ts';
import { indexName, parseIndex, usualFolder } from '../../incidents/index/parse-index.ts';
import { guardHash } from '../../incidents/is-proven.ts';
import { guardsOf, type IndexedGuard } from '../../incidents/run/guards-of.ts';
import { judgeGuard, judgeUnguarded } from '../../incidents/run/judge-guard.ts';
import { type GuardPlaces, placeNames } from '../../incidents/run/place-of.ts';
import { accept } from '../../judge/accept.ts';
import { unusedWaivers } from '../../judge/unused-waivers.ts';
import { verdictOf } from '../../judge/verdict-of.ts';
import { findK6 } from '../../load/find-k6.ts';
import type { Finding } from '../../model/finding.ts';
import type { Progress } from '../../model/ports.ts';
import { tool } from '../../model/tool.ts';
import { UsageError } from '../../model/usage-error.ts';
import { loadAddress } from '../../prove/load-address.ts';
import { runInStaging, type Staging } from '../../prove/run-in-staging.ts';
import { readBaseline } from '../baseline.ts';
import type { Concludable } from '../conclude.ts';
import { type LoadedSettings, loadSettings, type Request } from '../load-settings.ts';
import { scriptEnvironment } from '../script-environment.ts';
import { guardTexts } from './guard-texts.ts';
import { readBeside } from './read-beside.ts';

export interface RunRequest extends Request {
  /** Only the guards of these incidents; empty: all. */
  readonly ids: readonly string[];
  /** Of the index; undefined: as the configuration says. */
  readonly folder: string | undefined;
  /** What is undefined is as the configuration says. */
  readonly places: GuardPlaces;
  readonly k6: string | undefined;
  /** Seconds; undefined: as the configuration says. */
  readonly longest: number | undefined;
  readonly progress: Progress;
}

function refuseNoAddress(target: string): void {
  try {
    loadAddress(target);
  } catch (cause) {
    throw new UsageError('invalid-option', `--target: ${(cause as Error).message}`, { cause });
  }
}

/** What was given wins over the configuration; an empty text is a variable of a workflow that nobody set. */
function placesOf(given: GuardPlaces, configured: GuardRuns = {}): GuardPlaces {
  const places = Object.fromEntries(placeNames.map((name) => [name, given[name] || configured[name]])) as GuardPlaces;
  if (places.target !== undefined) refuseNoAddress(places.target);
  return places;
}

async function readIndex(folder: string): Promise<IncidentIndex> {
  const text = await readBeside(folder, indexName);
  if (text !== null) return parseIndex(text);
  throw new UsageError(
    'invalid-option',
    `there is no ${folder}/${indexName}; wanted the index that incident test writes`,
  );
}

/** The part of an index that was asked for. */
function chosen(index: IncidentIndex, ids: readonly string[]): IncidentIndex {
  const unknown = ids.filter((id) => !index.incidents.some((one) => one.id === id));
  if (unknown.length > 0) throw new UsageError('invalid-option', `the index has no incident ${unknown.join(', ')}`);
  return ids.length === 0 ? index : { ...index, incidents: index.incidents.filter(({ id }) => ids.includes(id)) };
}

/** A named program that cannot be run is a mistake; none at all leaves guards unmeasured. */
function hasK6({ k6, environment }: RunRequest): boolean {
  if (k6 !== undefined) return findK6(k6, '') !== '';
  try {
    return findK6(undefined, environment['PATH'] ?? '') !== '';
  } catch {
    return false;
  }
}

/** One after the other: two loads at once would measure each other. */
async function judgeAll(guards: readonly IndexedGuard[], staging: Staging, service: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const guard of guards) findings.push(judgeGuard(guard, await runInStaging(guard, staging), service));
  return findings;
}

async function conclusion(judged: Finding[], request: RunRequest, loaded: LoadedSettings): Promise<Concludable> {
  const { settings, service, hash, secrets } = loaded;
  const baseline = settings.baseline === undefined ? null : await readBaseline(settings.baseline, request.readFile);
  const policy = policyFrom(settings, 'fidelity', baseline);
  const generatedAt = request.now.toISOString();
  const findings = accept({ policy, today: generatedAt.slice(0, 10) }, judged);
  const at = { from: generatedAt, to: generatedAt };
  const verdict = verdictOf(
    {
      question: 'fidelity',
      subject: { service, region: null, release: null },
      windows: { reference: { environment: 'production', ...at }, candidate: { environment: 'staging', ...at } },
      findings,
      remarks: unusedWaivers(policy, findings),
    },
    { tool, command: 'incident run', generatedAt, configHash: hash },
  );
  return { verdict, settings, failOn: settings.failOn ?? 'inconclusive', secrets };
}

/**
 * Runs the guards of past incidents in staging and gives a verdict like any other: a proven guard that fails fails it.
 *
 * @throws UsageError where the configuration, the index, an address or k6 cannot be used
 */
export async function runIncidents(request: RunRequest): Promise<Concludable> {
  const loaded = await loadSettings(request);
  const { incidents } = loaded;
  const folder = request.folder ?? incidents?.folder ?? usualFolder;
  const staging = {
    places: placesOf(request.places, incidents?.run),
    folder,
    longest: request.longest ?? incidents?.run?.longest ?? null,
    k6: request.k6,
    hasK6: hasK6(request),
    environment: scriptEnvironment(request.environment, ['STAGING_HOST', 'AUTHORIZATION']),
    progress: request.progress,
    now: request.now,
  };
  const index = chosen(await readIndex(folder), request.ids);
  const texts = await guardTexts(folder, index);
  const guards = guardsOf(index, { textOf: (file) => texts.get(file) ?? null, hashOf: guardHash });
  const findings = [
    ...(await judgeAll(guards, staging, loaded.service)),
    ...index.incidents.filter(({ guard }) => guard === null).map((entry) => judgeUnguarded(entry, loaded.service)),
  ];
  return conclusion(findings, request, loaded);
}
