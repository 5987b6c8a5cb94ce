import { type CounterLedger, type Increase, openCounterLedger, type Restart } from '../../../canary/counter-ledger.ts';
import { levelPerPod, ratePerPod } from '../../../canary/levels.ts';
import { type Looks, placeOf } from '../../../canary/looks.ts';
import { eventsPerPod } from '../../../canary/pods.ts';
import { firstLabel, type Labels, labelOf, type Sample } from '../../../canary/sample.ts';
import type { Measured } from '../../../canary/side-reading.ts';
import { anyOf } from './pod-selector.ts';

const kubernetesRestarts = 'kube_pod_container_status_restarts_total';
const lastReason = 'kube_pod_container_status_last_terminated_reason';
const kills = 'container_oom_events_total';
const containerCpu = 'container_cpu_usage_seconds_total';
const containerMemory = 'container_memory_working_set_bytes';
const processCpu = 'process_cpu_seconds_total';
const processMemory = 'process_resident_memory_bytes';

/** What exporters of the cluster say about pods, in one query; `matchers` select the pods. */
export function clusterSelector(matchers: string): string {
  // The series of a whole pod (container="") and of its sandbox (POD) repeat what the containers say.
  return `{__name__=~${anyOf([kubernetesRestarts, lastReason, kills, containerCpu, containerMemory])},container!="",container!="POD",${matchers}}`;
}

/** What every client library says about its own process, in one query. */
export function processSelector(matchers: string): string {
  return `{__name__=~${anyOf([processCpu, processMemory])}${matchers === '' ? '' : `,${matchers}`}}`;
}

/** The measures that come from each query, by its name. */
export const podMeasures = {
  cluster: ['restarts/kubernetes', 'oom-kills/kubernetes', 'oom-kills/cadvisor', 'cpu/cadvisor', 'memory/cadvisor'],
  process: ['cpu/process', 'memory/process'],
} as const;

/** Where every counter of pods stands. */
export type PodLedgers = Map<string, CounterLedger>;

export interface PodSamples {
  readonly looks: Looks;
  /** Of both queries. */
  readonly samples: readonly Sample[];
  readonly pods: readonly ReadonlySet<string>[];
  /** Processes that began anew by the counters of their requests. */
  readonly restarts: readonly Restart[];
}

/** Restarts, kills, CPU and memory of the pods of one side; measures that no series tells are left out. */
export function readPods(ledgers: PodLedgers, { looks, samples, pods, restarts }: PodSamples): [string, Measured][] {
  const byName = Map.groupBy(samples, ({ labels }) => labelOf(labels, '__name__'));
  const increases = (name: string): readonly Increase[] | null => {
    const own = byName.get(name);
    if (own === undefined && !ledgers.has(name)) return null;
    const ledger = ledgers.get(name) ?? openCounterLedger();
    ledgers.set(name, ledger);
    return ledger.add(own ?? []).increases;
  };
  const events = (own: readonly Increase[] | null): Measured | null =>
    own === null ? null : { kind: 'counts', rows: eventsPerPod(own, looks, pods) };
  const rate = (own: readonly Increase[] | null): Measured | null =>
    own === null ? null : { kind: 'gauge', unit: 'cores', rows: ratePerPod(own, looks) };
  const level = (name: string): Measured | null =>
    byName.has(name) ? { kind: 'gauge', unit: 'bytes', rows: levelPerPod(byName.get(name) ?? [], looks) } : null;
  const restarted = increases(kubernetesRestarts);
  const all: [string, Measured | null][] = [
    ['restarts/kubernetes', events(restarted)],
    ['restarts/counters', { kind: 'counts', rows: eventsPerPod(restarts, looks, pods) }],
    [
      'oom-kills/kubernetes',
      events(restarted === null ? null : forLackOfMemory(restarted, byName.get(lastReason) ?? [], looks)),
    ],
    ['oom-kills/cadvisor', events(increases(kills))],
    ['cpu/cadvisor', rate(increases(containerCpu))],
    ['cpu/process', rate(increases(processCpu))],
    ['memory/cadvisor', level(containerMemory)],
    ['memory/process', level(processMemory)],
  ];
  return all.flatMap(([key, measured]) => (measured === null ? [] : [[key, measured]]));
}

const containerOf = (labels: Labels) =>
  JSON.stringify(['namespace', 'pod', 'container'].map((name) => firstLabel(labels, [name])));

/** The restarts of containers whose last end, in the same look, was for lack of memory. */
function forLackOfMemory(restarts: readonly Increase[], reasons: readonly Sample[], looks: Looks): Increase[] {
  const killed = new Set(
    reasons
      .filter(({ labels, value }) => labelOf(labels, 'reason') === 'OOMKilled' && value === 1)
      .map(({ labels, time }) => `${placeOf(looks, time)} ${containerOf(labels)}`),
  );
  return restarts.filter(({ labels, time }) => killed.has(`${placeOf(looks, time)} ${containerOf(labels)}`));
}
