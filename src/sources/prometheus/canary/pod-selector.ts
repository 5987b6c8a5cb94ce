import { podLabels } from '../../../canary/identity.ts';
import { firstLabel, labelOf, type Sample } from '../../../canary/sample.ts';
import { stringLiteral } from '../promql.ts';

/** Pods by their names and namespaces, as the series of requests name them. */
export interface Pods {
  readonly names: Set<string>;
  readonly namespaces: Set<string>;
}

/** So many pods are asked for by name at most; a query has to fit into a server's limits. */
const mostPods = 500;

/** Adds the pods that samples name. */
export function notePods({ names, namespaces }: Pods, samples: readonly Sample[]): void {
  for (const { labels } of samples) {
    const name = firstLabel(labels, podLabels);
    const namespace = labelOf(labels, 'namespace');
    if (name === '') continue;
    names.delete(name);
    names.add(name);
    if (namespace !== '') namespaces.add(namespace);
  }
}

/** Matchers, without braces, of the series of some pods; the pods that were named last where there are very many. Null: no pod is known. */
export function podMatchers({ names, namespaces }: Pods): string | null {
  const last = [...names].slice(-mostPods);
  if (last.length === 0) return null;
  const spaces = namespaces.size === 0 ? '' : `,namespace=~${anyOf([...namespaces])}`;
  return `pod=~${anyOf(last)}${spaces}`;
}

/**
 * A regular expression, as a PromQL string, that matches exactly the given texts; none of their characters means anything in it.
 *
 * @example anyOf(['a.b', 'c']) // '"a\\\\.b|c"'
 */
export function anyOf(texts: readonly string[]): string {
  return stringLiteral(texts.map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'));
}
