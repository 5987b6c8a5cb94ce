import { ExitError, exitCodes } from './exit-error.ts';
import { parseMetricName } from './metric-name.ts';
import type { Options } from './options.ts';
import { type MetricType, type Sink, sinkOf } from './sinks.ts';
import { isKept, parseThreshold, type Threshold } from './thresholds.ts';

export type Tags = Readonly<Record<string, string>>;
type Contains = 'default' | 'time' | 'data';

/** One metric or sub-metric. */
export interface Metric {
  readonly name: string;
  readonly type: MetricType;
  readonly contains: Contains;
  readonly sink: Sink;
  /** Tags that a sample must have; empty for a whole metric. */
  readonly tags: ReadonlyMap<string, string>;
  thresholds: readonly Threshold[];
}

const builtIn: readonly [string, MetricType, Contains][] = [
  ['vus', 'gauge', 'default'],
  ['vus_max', 'gauge', 'default'],
  ['iterations', 'counter', 'default'],
  ['iteration_duration', 'trend', 'time'],
  ['dropped_iterations', 'counter', 'default'],
  ['checks', 'rate', 'default'],
  ['group_duration', 'trend', 'time'],
  ['http_reqs', 'counter', 'default'],
  ['http_req_failed', 'rate', 'default'],
  ['http_req_duration', 'trend', 'time'],
  ['http_req_blocked', 'trend', 'time'],
  ['http_req_connecting', 'trend', 'time'],
  ['http_req_tls_handshaking', 'trend', 'time'],
  ['http_req_sending', 'trend', 'time'],
  ['http_req_waiting', 'trend', 'time'],
  ['http_req_receiving', 'trend', 'time'],
  ['data_sent', 'counter', 'data'],
  ['data_received', 'counter', 'data'],
];

const matches = (metric: Metric, tags: Tags) => [...metric.tags].every(([key, value]) => tags[key] === value);

/** Every metric of a run, with the sub-metrics that thresholds ask for. */
export class Metrics {
  readonly #byName = new Map<string, Metric>();
  readonly #subMetrics = new Map<string, Metric[]>();
  readonly #runTags: Tags;

  constructor(runTags: Tags = {}) {
    this.#runTags = runTags;
    for (const [name, type, contains] of builtIn) this.define(name, type, contains);
  }

  /** A metric by its name; a script may name one twice, with the same type. */
  define(name: string, type: MetricType, contains: Contains = 'default'): Metric {
    const known = this.#byName.get(name);
    if (known !== undefined && known.type !== type)
      throw new Error(`metric "${name}" already exists as a ${known.type}`);
    const metric = known ?? { name, type, contains, sink: sinkOf(type), tags: new Map(), thresholds: [] };
    this.#byName.set(name, metric);
    return metric;
  }

  add(name: string, value: number, tags: Tags): void {
    const metric = this.#byName.get(name);
    if (metric === undefined) throw new Error(`there is no metric "${name}"`);
    metric.sink.add(value);
    const all = { ...this.#runTags, ...tags };
    for (const sub of this.#subMetrics.get(name) ?? []) if (matches(sub, all)) sub.sink.add(value);
  }

  /**
   * Makes the metrics of all thresholds.
   *
   * @throws ExitError 104 for a metric that does not exist and for what cannot be parsed
   */
  applyThresholds(thresholds: Options['thresholds']): void {
    for (const [name, given] of Object.entries(thresholds)) {
      const { metric: base, tags } = parseMetricName(name);
      const parent = this.#byName.get(base);
      if (parent === undefined)
        throw new ExitError(
          exitCodes.invalidConfig,
          `invalid threshold: metric "${base}" does not exist in the script`,
        );
      const metric = tags.size === 0 ? parent : { ...parent, name, tags, sink: sinkOf(parent.type) };
      metric.thresholds = given.map((one) => parseThreshold(one, metric));
      this.#byName.set(name, metric);
      if (tags.size > 0) this.#subMetrics.set(base, [...(this.#subMetrics.get(base) ?? []), metric]);
    }
  }

  /** Names of metrics whose thresholds are crossed; while the run lasts, metrics without a sample are left out. */
  crossed(milliseconds: number, isRunning: boolean): { names: string[]; abort: boolean } {
    const seconds = milliseconds / 1000;
    const names: string[] = [];
    let abort = false;
    for (const metric of this.#byName.values()) {
      if (isRunning && metric.sink.isEmpty) continue;
      const crossed = metric.thresholds.filter((threshold) => !isKept(threshold, metric.sink, seconds));
      if (crossed.length > 0) names.push(metric.name);
      abort ||= crossed.some((one) => one.abortOnFail && milliseconds >= one.delay);
    }
    return { names, abort };
  }

  /** What a summary shows: metrics with samples, with thresholds, or whose sub-metric has thresholds. */
  observed(): Metric[] {
    return [...this.#byName.values()].filter(
      (metric) => !metric.sink.isEmpty || metric.thresholds.length > 0 || this.#subMetrics.has(metric.name),
    );
  }
}
