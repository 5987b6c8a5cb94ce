import { seededRandom } from '../../src/demo/random.ts';
import { bucketChances } from '../prometheus-server/bucket-chances.ts';
import { poisson } from '../prometheus-server/poisson.ts';

/** A moment in the life of some pods. */
export interface Moment {
  /** Seconds since the first sample. */
  readonly second: number;
  readonly pod: number;
}

/** Some pods of one track, and how they behave. */
export interface PodsOptions {
  readonly seed: number;
  readonly track: string;
  readonly pods: number;
  /** Requests per second of all pods together. */
  readonly rate: number;
  /** Share of requests that fail. */
  readonly failing?: (at: Moment) => number;
  /** Median latency in seconds; its logarithm has a standard deviation of 0.6. */
  readonly median?: (at: Moment) => number;
  /** Whether a pod is there. */
  readonly alive?: (at: Moment) => boolean;
  /** Whether a pod’s process begins anew since the last scrape. */
  readonly restarts?: (at: Moment) => boolean;
  /** Whether that was for lack of memory. */
  readonly kills?: boolean;
  /** The kubelet tells of CPU, memory and kills too, as 0.9 of what the process says, plus a sandbox. */
  readonly kubelet?: boolean;
  /** How much later each pod is scraped than the one before it. */
  readonly offsetSeconds?: number;
  readonly bounds?: readonly number[];
  readonly further?: Readonly<Record<string, string>>;
}

export interface Scraping {
  /** Time of the first sample. */
  readonly from: Date;
  readonly minutes: number;
  readonly everySeconds?: number;
}

const usualBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** Series by their text, with lines `value time` in order. */
type Lines = Map<string, string[]>;

interface Process {
  good: number;
  bad: number;
  readonly buckets: number[];
  cpu: number;
}

const newProcess = (buckets: number): Process => ({
  good: 0,
  bad: 0,
  buckets: new Array<number>(buckets).fill(0),
  cpu: 0,
});

/** OpenMetrics lines of pods as a client library, kube-state-metrics and the kubelet tell of them; scrapes of pods lie some seconds apart. */
export function* canaryPods(options: PodsOptions, { from, minutes, everySeconds = 15 }: Scraping): Generator<string> {
  const random = seededRandom(options.seed);
  const { track, pods, alive = () => true, restarts = () => false, bounds = usualBounds } = options;
  for (let pod = 0; pod < pods; pod++) {
    const lines: Lines = new Map();
    let process = newProcess(bounds.length + 1);
    let begun = 0;
    for (let second = 0; second <= minutes * 60; second += everySeconds) {
      const at = { second, pod };
      const time = from.getTime() / 1000 + second + pod * (options.offsetSeconds ?? 2);
      const add = series(lines, time);
      if (second > 0 && restarts(at)) {
        process = newProcess(bounds.length + 1);
        begun += 1;
      }
      const name = `${track}-${pod}`;
      if (second > 0 && alive(at)) serve(process, { options, at, everySeconds, random, bounds });
      if (alive(at)) tellProcess(add, process, { track, name, bounds, further: options.further ?? {} });
      tellCluster(add, { name, begun, killed: options.kills === true && begun > 0 });
      if (options.kubelet === true) tellKubelet(add, process, { name, killed: options.kills === true ? begun : 0 });
    }
    for (const [text, own] of lines) for (const line of own) yield `${text} ${line}`;
  }
}

type Add = (name: string, labels: Readonly<Record<string, string>>, value: number) => void;

function series(lines: Lines, time: number): Add {
  return (name, labels, value) => {
    const text = `${name}{${Object.entries(labels)
      .map(([label, word]) => `${label}=${JSON.stringify(word)}`)
      .join(',')}}`;
    const own = lines.get(text) ?? [];
    own.push(`${value} ${time}`);
    lines.set(text, own);
  };
}

interface Serving {
  readonly options: PodsOptions;
  readonly at: Moment;
  readonly everySeconds: number;
  readonly random: () => number;
  readonly bounds: readonly number[];
}

function serve(process: Process, { options, at, everySeconds, random, bounds }: Serving): void {
  const { rate, pods, failing = () => 0.005, median = () => 0.05 } = options;
  const expected = (rate / pods) * everySeconds;
  process.bad += poisson(random, expected * failing(at));
  process.good += poisson(random, expected * (1 - failing(at)));
  bucketChances(bounds, median(at), 0.6).forEach((chance, bucket) => {
    process.buckets[bucket] = (process.buckets[bucket] ?? 0) + poisson(random, expected * chance);
  });
  process.cpu += expected * 0.004 + 0.05 * everySeconds;
}

interface Told {
  readonly track: string;
  readonly name: string;
  readonly bounds: readonly number[];
  readonly further: Readonly<Record<string, string>>;
}

/** A series of failures exists only once one has happened, as in every client library. */
function tellProcess(add: Add, process: Process, { track, name, bounds, further }: Told): void {
  const labels = { service: 'shop', track, namespace: 'shop', pod: name, instance: `${name}:8080`, ...further };
  const request = { ...labels, method: 'GET', route: '/cart' };
  if (process.good > 0) add('http_requests_total', { ...request, status: '200' }, process.good);
  if (process.bad > 0) add('http_requests_total', { ...request, status: '500' }, process.bad);
  let sum = 0;
  [...bounds.map(String), '+Inf'].forEach((le, bucket) => {
    sum += process.buckets[bucket] ?? 0;
    add('http_request_duration_seconds_bucket', { ...request, le }, sum);
  });
  add('process_cpu_seconds_total', labels, Number(process.cpu.toFixed(3)));
  add('process_resident_memory_bytes', labels, 2e8 + 1e6 * (process.good % 7));
}

function tellCluster(add: Add, { name, begun, killed }: { name: string; begun: number; killed: boolean }): void {
  const labels = { instance: 'kube-state-metrics:8080', namespace: 'shop', pod: name, container: 'shop' };
  add('kube_pod_container_status_restarts_total', labels, begun);
  if (killed) add('kube_pod_container_status_last_terminated_reason', { ...labels, reason: 'OOMKilled' }, 1);
}

/** The sandbox and the whole pod repeat what the container says, and must not be counted again. */
function tellKubelet(add: Add, process: Process, { name, killed }: { name: string; killed: number }): void {
  for (const container of ['shop', 'POD', '']) {
    const labels = { instance: 'node-1', namespace: 'shop', pod: name, container };
    add('container_cpu_usage_seconds_total', labels, Number((process.cpu * 0.9).toFixed(3)));
    add('container_memory_working_set_bytes', labels, 1e8);
    add('container_oom_events_total', labels, killed);
  }
}
