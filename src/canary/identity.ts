import { firstLabel, type Labels, labelOf } from './sample.ts';

/** Labels that hold the name of a pod, most telling first. */
export const podLabels = ['pod', 'pod_name', 'kubernetes_pod_name', 'k8s_pod_name'] as const;

/** Labels that together name one process that is scraped. */
const targetLabels = ['cluster', 'namespace', 'job', 'instance', ...podLabels] as const;

/** One text for a list of texts, no two lists alike, whatever strangers put into their labels. */
const joined = (texts: readonly string[]) => JSON.stringify(texts);

/** What tells one series from every other. */
export function seriesKey(labels: Labels): string {
  return joined(
    Object.keys(labels)
      .sort()
      .flatMap((name) => [name, labelOf(labels, name)]),
  );
}

/** The process that counts: its counters begin anew together. A series that names none is a process of its own. */
export function targetKey(labels: Labels): string {
  const named = targetLabels.map((name) => labelOf(labels, name));
  return named.some((value) => value !== '') ? joined(named) : seriesKey(labels);
}

/** The pod (or else the instance) that a series is about; empty where none is named. */
export function podOf(labels: Labels): string {
  const pod = firstLabel(labels, podLabels);
  return pod === '' ? firstLabel(labels, ['instance']) : joined([labelOf(labels, 'namespace'), pod]);
}
