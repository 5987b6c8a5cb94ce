import { lookback } from '../../../canary/counter-ledger.ts';
import { type Looks, stretchOf } from '../../../canary/looks.ts';
import type { Sample } from '../../../canary/sample.ts';
import type { CanaryCustom } from '../../../config/canary-schema.ts';
import type { Answer, Failed } from '../../http/http-client.ts';
import type { Convention } from '../convention.ts';
import type { PrometheusClient } from '../prometheus-client.ts';
import type { PrometheusSettings } from '../prometheus-settings.ts';
import { matchers } from '../promql.ts';
import { customQueries } from './custom-queries.ts';
import { findRequests, type RequestMetrics } from './find-requests.ts';
import { notePods, type Pods, podMatchers } from './pod-selector.ts';
import { rawSamples } from './raw-samples.ts';
import type { CustomSamples } from './read-custom.ts';
import { clusterSelector, processSelector } from './read-pods.ts';

/** What is asked for on one side, and what is remembered from one stretch to the next. */
export interface Asking {
  readonly client: PrometheusClient;
  readonly settings: PrometheusSettings;
  readonly conventions: readonly Convention[];
  readonly custom: readonly CanaryCustom[];
  /** Metrics of requests that were found; looked for again until both are there. */
  metrics: RequestMetrics;
  readonly pods: Pods;
  /** What was asked for before: the first time, the five minutes before are read too, to know where each counter stands. */
  readonly asked: Set<string>;
}

/** The samples of one side over one stretch. */
export interface SideSamples {
  readonly metrics: RequestMetrics;
  readonly requests: readonly Sample[];
  readonly latency: readonly Sample[];
  /** What exporters of the cluster say about the pods. */
  readonly cluster: readonly Sample[];
  /** What the processes say about themselves. */
  readonly process: readonly Sample[];
  readonly custom: readonly CustomSamples[];
  /** What was asked, by the names of `Asking.asked`. */
  readonly asked: readonly string[];
}

/** Asks for everything about one side over a stretch; where one answer is missing, there is none, and nothing is remembered. */
export async function askSide(asking: Asking, looks: Looks): Promise<Answer<SideSamples>> {
  const metrics = await metricsOf(asking, looks);
  if (!metrics.ok) return metrics;
  const named = selectorsOf(asking, metrics.value);
  const [raw, custom] = await Promise.all([
    allOf(Object.entries(named).map(([name, selector]) => askRaw(asking, looks, { name, selector }))),
    allOf(asking.custom.map((one) => askCustom(asking, looks, one))),
  ]);
  if (!raw.ok) return raw;
  if (!custom.ok) return custom;
  const [counted = [], timed = [], process = []] = raw.value;
  notePods(asking.pods, [...counted, ...timed, ...process]);
  const selector = podsSelector(asking);
  const cluster = await askRaw(asking, looks, { name: 'cluster', selector });
  if (!cluster.ok) return cluster;
  const asked = Object.entries({ ...named, cluster: selector }).flatMap(([name, one]) => (one === null ? [] : [name]));
  return {
    ok: true,
    value: {
      metrics: metrics.value,
      requests: counted,
      latency: timed,
      cluster: cluster.value,
      process,
      custom: custom.value,
      asked: [...asked, ...asking.custom.map(({ name }) => `custom:${name}`)],
    },
  };
}

/** What is asked for raw, by name; null: there is nothing to ask for. */
function selectorsOf({ settings }: Asking, { requests, latency }: RequestMetrics): Record<string, string | null> {
  return {
    requests: requests?.selector ?? null,
    latency: latency?.selector ?? null,
    process: processSelector(matchers(settings.selector)),
  };
}

function podsSelector({ pods }: Asking): string | null {
  const matching = podMatchers(pods);
  return matching === null ? null : clusterSelector(matching);
}

async function metricsOf(
  { client, settings, conventions, metrics }: Asking,
  looks: Looks,
): Promise<Answer<RequestMetrics>> {
  if (metrics.requests !== null && metrics.latency !== null) return { ok: true, value: metrics };
  const { from, to } = stretchOf(looks);
  const window = { from: new Date(from - lookback).toISOString(), to: new Date(to).toISOString() };
  return findRequests(client, settings, { window, conventions });
}

async function askRaw(
  { client, asked }: Asking,
  looks: Looks,
  { name, selector }: { readonly name: string; readonly selector: string | null },
): Promise<Answer<readonly Sample[]>> {
  if (selector === null) return { ok: true, value: [] };
  const { from, to } = stretchOf(looks);
  return rawSamples(client, selector, { from: asked.has(name) ? from : from - lookback, to });
}

async function askCustom(asking: Asking, looks: Looks, custom: CanaryCustom): Promise<Answer<CustomSamples>> {
  const seconds = looks.length / 1000;
  const { kind, texts } = customQueries(custom, matchers(asking.settings.selector), seconds);
  const answers = await allOf(
    Object.values(texts).map((text) =>
      kind === 'raw'
        ? askRaw(asking, looks, { name: `custom:${custom.name}`, selector: text })
        : askAtEnds(asking.client, looks, text),
    ),
  );
  if (!answers.ok) return answers;
  return { ok: true, value: Object.fromEntries(Object.keys(texts).map((name, at) => [name, answers.value[at] ?? []])) };
}

/** The values of PromQL at the end of every look of a stretch. */
async function askAtEnds(client: PrometheusClient, looks: Looks, text: string): Promise<Answer<readonly Sample[]>> {
  const { from, to } = stretchOf(looks);
  const ends = { from: new Date(from + looks.length).toISOString(), to: new Date(to).toISOString() };
  const answer = await client.range(text, ends, looks.length / 1000);
  if (!answer.ok) return answer;
  return {
    ok: true,
    value: answer.value.rows.map(({ labels, time, value }) => ({ labels, time: Math.round(time * 1000), value })),
  };
}

/** Every value, or the first failure. */
async function allOf<Value>(asked: readonly Promise<Answer<Value>>[]): Promise<{ ok: true; value: Value[] } | Failed> {
  const answers = await Promise.all(asked);
  const values: Value[] = [];
  for (const answer of answers) {
    if (!answer.ok) return answer;
    values.push(answer.value);
  }
  return { ok: true, value: values };
}
