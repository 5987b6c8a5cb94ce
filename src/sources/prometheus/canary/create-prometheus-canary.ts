import type { CounterLedger, Restart } from '../../../canary/counter-ledger.ts';
import { seriesKey } from '../../../canary/identity.ts';
import type { Looks } from '../../../canary/looks.ts';
import { podsPerLook } from '../../../canary/pods.ts';
import type { Sample } from '../../../canary/sample.ts';
import { scrapeSeconds } from '../../../canary/scrape-seconds.ts';
import { type Measured, measureKey, type SideReading, type UnreadSide } from '../../../canary/side-reading.ts';
import type { CanaryCustom } from '../../../config/canary-schema.ts';
import type { CanarySource, CanaryWish } from '../../canary-source.ts';
import { configuredConventions } from '../configured-conventions.ts';
import { matchConventions, metricsOf } from '../match-conventions.ts';
import { createPrometheusClient } from '../prometheus-client.ts';
import type { PrometheusSettings } from '../prometheus-settings.ts';
import { matchers } from '../promql.ts';
import { sourceName } from '../sections.ts';
import { type Asking, askSide, type SideSamples } from './ask-side.ts';
import { customQueries } from './custom-queries.ts';
import { type RequestMetrics, requestMetrics } from './find-requests.ts';
import { originsOf } from './origins.ts';
import { type CustomSamples, ledgerOf, readCounters, readValues } from './read-custom.ts';
import { type PodLedgers, readPods } from './read-pods.ts';
import { type Noticed, type RequestReading, readErrors, readLatency } from './read-requests.ts';
import { noSamples, type SlicedSamples, sliceSamples } from './slice-samples.ts';

/** Where the counters of a region or release stand. */
interface Ledgers {
  readonly requests: Map<string, CounterLedger>;
  readonly pods: PodLedgers;
}

/** One side as it is remembered between stretches. */
interface Side {
  readonly asking: Asking;
  readonly wish: CanaryWish;
  readonly custom: Map<string, CounterLedger>;
  /** By the name of the region or release; under the empty one where nothing is kept apart. */
  readonly slices: Map<string, Ledgers>;
  /** In which region or release each pod was seen. */
  readonly homes: Map<string, string>;
}

/**
 * Reads one side of a canary from a Prometheus-compatible server, as raw counters of each pod.
 *
 * @throws Error, without secrets, where the settings themselves cannot be used
 */
export function createPrometheusCanary(settings: PrometheusSettings, wish: CanaryWish): CanarySource {
  const asking: Asking = {
    client: createPrometheusClient(settings),
    settings,
    conventions: configuredConventions(settings),
    custom: wish.custom,
    metrics: { requests: null, latency: null },
    pods: { names: new Set(), namespaces: new Set() },
    asked: new Set(),
  };
  const side: Side = { asking, wish, custom: new Map(), slices: new Map(), homes: new Map() };
  return {
    name: sourceName,
    async read(looks) {
      const answer = await askSide(asking, looks);
      if (!answer.ok) return answer;
      const slices = sliceSamples(answer.value, settings.splitBy, side.homes);
      if (slices.size > mostSlices) return tooManySlices(slices.size, settings.splitBy);
      asking.metrics = answer.value.metrics;
      for (const name of answer.value.asked) asking.asked.add(name);
      const { requests, latency } = answer.value;
      const fingerprints = fingerprintsOf(requests.length > 0 ? requests : latency);
      return { ok: true, reading: readSide(side, { samples: answer.value, slices }, looks), fingerprints };
    },
    queries: (looks) => expectedQueries(side, looks),
  };
}

/** What was read over a stretch, whole and by region or release. */
interface Read {
  readonly samples: SideSamples;
  readonly slices: ReadonlyMap<string, SlicedSamples>;
}

function readSide(side: Side, { samples, slices }: Read, looks: Looks): SideReading {
  const { wish, asking } = side;
  // A region whose pods are gone is still one of which nothing was seen.
  const names = new Set([...side.slices.keys(), ...slices.keys()]);
  const read = [...names].map((slice) => readSlice(side, { slice, samples: slices.get(slice) ?? noSamples }, looks));
  const custom = wish.custom.map((one, at) => readCustom(side, { one, given: samples.custom[at] ?? {} }, looks));
  return {
    measures: new Map([...read.flatMap(({ measures }) => measures), ...custom]),
    origins: originsOf({ ...asking, wish }, looks.length / 1000),
    pods: podsPerLook([...samples.requests, ...samples.latency, ...samples.process], looks).map(({ size }) => size),
    slices: new Map(read.flatMap(({ slice, pods }) => (slice === '' ? [] : [[slice, pods]]))),
    lacks: lacks(asking),
    remarks: [
      ...tooFast(samples.requests, looks),
      ...new Set(read.flatMap(({ noticed }) => noticed.flatMap(({ remarks }) => remarks))),
    ],
  };
}

type Measure = readonly [key: string, measured: Measured];

interface SliceRead {
  readonly slice: string;
  readonly measures: readonly Measure[];
  /** How many were seen in each look. */
  readonly pods: readonly number[];
  readonly noticed: readonly Noticed[];
}

/** Everything but the metrics of one’s own, of one region or release. */
function readSlice(
  { wish, asking, slices }: Side,
  { slice, samples }: { readonly slice: string; readonly samples: SlicedSamples },
  looks: Looks,
): SliceRead {
  const ledgers = slices.get(slice) ?? { requests: new Map(), pods: new Map() };
  slices.set(slice, ledgers);
  const pods = podsPerLook([...samples.requests, ...samples.latency, ...samples.process], looks);
  const reading = { looks, choice: wish.choice, pods: pods.map(({ size }) => size) };
  const { noticed, restarts } = readRequests(ledgers.requests, { ...samples, metrics: asking.metrics }, reading);
  const own = readPods(ledgers.pods, { looks, samples: [...samples.cluster, ...samples.process], pods, restarts });
  const measures = [...noticed.flatMap((one) => one.measures), ...own];
  const named = measures.map(([key, measured]): Measure => [measureKey(key, null, slice), measured]);
  return { slice, measures: named, pods: reading.pods, noticed };
}

/** A metric of one’s own: what its words select is one, whatever its regions. */
function readCustom(
  { custom: ledgers }: Side,
  { one, given }: { readonly one: CanaryCustom; readonly given: CustomSamples },
  looks: Looks,
): Measure {
  const key = `custom:${one.name}`;
  const { kind } = customQueries(one, '', 1);
  const read = kind === 'raw' ? readCounters(one, given, { looks, ledger: ledgerOf(ledgers, key) }) : null;
  return [key, read ?? readValues(one, given, looks)];
}

/** Errors and response times, and the processes that began anew by the counters of their requests. */
function readRequests(
  ledgers: Ledgers['requests'],
  { metrics, requests, latency }: SlicedSamples & { readonly metrics: RequestMetrics },
  reading: RequestReading,
): { noticed: Noticed[]; restarts: readonly Restart[] } {
  const noticed: Noticed[] = [];
  let restarts: readonly Restart[] = [];
  if (metrics.latency !== null) {
    const entries = ledgerOf(ledgers, metrics.latency.selector).add(latency);
    noticed.push(readLatency(entries.increases, metrics.latency, reading));
    restarts = entries.restarts;
  }
  if (metrics.requests !== null) {
    const entries = ledgerOf(ledgers, metrics.requests.selector).add(requests);
    noticed.push(readErrors(entries, metrics.requests, reading));
    restarts = entries.restarts;
  }
  return { noticed, restarts };
}

/** Looks that are shorter than the time between two scrapes are often empty. */
function tooFast(samples: readonly Sample[], looks: Looks): string[] {
  const seconds = Math.round(scrapeSeconds(samples) ?? 0);
  if (!(seconds > looks.length / 1000)) return [];
  return [
    `scraped every ${seconds} s, which is longer than a look of ${looks.length / 1000} s: give --interval ${seconds}s or more`,
  ];
}

/** One text per series with its last sample. */
function fingerprintsOf(samples: readonly Sample[]): Set<string> {
  const last = new Map<Sample['labels'], Sample>();
  for (const sample of samples)
    if (sample.time >= (last.get(sample.labels)?.time ?? 0)) last.set(sample.labels, sample);
  return new Set([...last.values()].map(({ labels, time, value }) => `${seriesKey(labels)}@${time}=${value}`));
}

/** Every region or release is judged on its own; a label of which each request has another value would leave nothing to judge. */
const mostSlices = 50;

function tooManySlices(count: number, split: readonly string[]): UnreadSide {
  const labels = split.join(', ');
  return {
    ok: false,
    reason: 'over-budget',
    message: `splitBy ${labels} makes ${count} parts, more than ${mostSlices}: name labels such as a region in it`,
  };
}

function lacks({ metrics, settings }: Asking): string[] {
  const selected = `{${matchers(settings.selector)}}`;
  if (metrics.requests === null && metrics.latency === null)
    return [`the server has no known metric of requests for ${selected}`];
  if (metrics.requests === null) return [`the server has no counter of requests for ${selected}`];
  return metrics.latency === null ? [`the server has no histogram of request durations for ${selected}`] : [];
}

/** The queries as if the server had every metric of the first convention that is tried. */
function expectedQueries(side: Side, looks: Looks): Record<string, string> {
  const { settings, conventions } = side.asking;
  const perConvention = conventions.map((convention) => {
    const [match] = matchConventions(new Set(metricsOf(convention)), [convention]);
    const metrics = requestMetrics(settings, match === undefined ? [] : [match]);
    return [convention.id, originsOf({ ...side.asking, metrics, wish: side.wish }, looks.length / 1000)] as const;
  });
  const named = perConvention.flatMap(([id, origins]) =>
    [...origins].map(([key, own]) => [
      ['errors', 'latency'].includes(key) ? `${id}/${key}` : key,
      own.map(({ query }) => query).join('\n'),
    ]),
  );
  return Object.fromEntries(named);
}
