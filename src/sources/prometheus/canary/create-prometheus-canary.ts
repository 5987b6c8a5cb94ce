import type { CounterLedger, Restart } from '../../../canary/counter-ledger.ts';
import { seriesKey } from '../../../canary/identity.ts';
import type { Looks } from '../../../canary/looks.ts';
import { podsPerLook } from '../../../canary/pods.ts';
import type { Sample } from '../../../canary/sample.ts';
import { scrapeSeconds } from '../../../canary/scrape-seconds.ts';
import type { Measured, SideReading } from '../../../canary/side-reading.ts';
import type { CanarySource, CanaryWish } from '../../canary-source.ts';
import { configuredConventions } from '../configured-conventions.ts';
import { matchConventions, metricsOf } from '../match-conventions.ts';
import { createPrometheusClient } from '../prometheus-client.ts';
import type { PrometheusSettings } from '../prometheus-settings.ts';
import { matchers } from '../promql.ts';
import { sourceName } from '../sections.ts';
import { type Asking, askSide, type SideSamples } from './ask-side.ts';
import { customQueries } from './custom-queries.ts';
import { requestMetrics } from './find-requests.ts';
import { originsOf } from './origins.ts';
import { ledgerOf, readCounters, readValues } from './read-custom.ts';
import { type PodLedgers, readPods } from './read-pods.ts';
import { type Noticed, type RequestReading, readErrors, readLatency } from './read-requests.ts';

/** One side as it is remembered between stretches. */
interface Side {
  readonly asking: Asking;
  readonly wish: CanaryWish;
  readonly ledgers: Map<string, CounterLedger>;
  readonly podLedgers: PodLedgers;
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
  const side: Side = { asking, wish, ledgers: new Map(), podLedgers: new Map() };
  return {
    name: sourceName,
    async read(looks) {
      const answer = await askSide(asking, looks);
      if (!answer.ok) return answer;
      asking.metrics = answer.value.metrics;
      for (const name of answer.value.asked) asking.asked.add(name);
      const { requests, latency } = answer.value;
      const fingerprints = fingerprintsOf(requests.length > 0 ? requests : latency);
      return { ok: true, reading: readSide(side, answer.value, looks), fingerprints };
    },
    queries: (looks) => expectedQueries(side, looks),
  };
}

function readSide(side: Side, samples: SideSamples, looks: Looks): SideReading {
  const { wish, ledgers, podLedgers, asking } = side;
  const pods = podsPerLook([...samples.requests, ...samples.latency, ...samples.process], looks);
  const reading = { looks, choice: wish.choice, pods: pods.map(({ size }) => size) };
  const { noticed, restarts } = readRequests(side, samples, reading);
  const own = readPods(podLedgers, { looks, samples: [...samples.cluster, ...samples.process], pods, restarts });
  const custom = wish.custom.map((one, at): readonly [string, Measured] => {
    const key = `custom:${one.name}`;
    const given = samples.custom[at] ?? {};
    const { kind } = customQueries(one, '', 1);
    const measured =
      kind === 'raw'
        ? readCounters(one, given, { looks, ledger: ledgerOf(ledgers, key) })
        : readValues(one, given, looks);
    return [key, measured];
  });
  return {
    measures: new Map([...noticed.flatMap(({ measures }) => measures), ...own, ...custom]),
    origins: originsOf({ ...asking, wish }, looks.length / 1000),
    pods: reading.pods,
    lacks: lacks(asking),
    remarks: [...pooled(asking), ...tooFast(samples.requests, looks), ...noticed.flatMap(({ remarks }) => remarks)],
  };
}

/** Errors and response times, and the processes that began anew by the counters of their requests. */
function readRequests(
  { ledgers }: Side,
  { metrics, requests, latency }: SideSamples,
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

/** Regions that are never pooled elsewhere are pooled here. */
function pooled({ settings: { splitBy } }: Asking): string[] {
  if (splitBy.length === 0) return [];
  const labels = splitBy.join(', ');
  return [`all values of ${labels} are judged together, although splitBy names them: select one to judge it alone`];
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
