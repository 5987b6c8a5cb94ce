import { type ResourceMeasure, resourceMeasures } from '../measures.ts';
import { fill, labelName } from './promql.ts';
import { duration, part, stepSeconds } from './request-queries.ts';
import type { ResourceProvider } from './resource-provider.ts';

/** One measure as one exporter tells it. */
export interface ResourcePart {
  readonly measure: ResourceMeasure;
  readonly provider: string;
  readonly template: string;
}

export interface ResourceFrame {
  readonly selector: string;
  readonly seconds: number;
  readonly split: readonly string[];
}

/** Names of all resource measures, in the order of `measures.ts`. */
export const measureNames = Object.keys(resourceMeasures).filter((name): name is ResourceMeasure =>
  Object.hasOwn(resourceMeasures, name),
);

/** Chooses what to ask for: per measure the first exporter whose metrics the server has; every kind of pool, because each may be the bottleneck. */
export function chooseParts(providers: readonly ResourceProvider[], names: ReadonlySet<string>): ResourcePart[] {
  const possible = providers.flatMap(({ id, measures }) =>
    measures
      .filter(({ needs }) => needs.every((metric) => names.has(metric)))
      .map(({ measure, query }) => ({ measure, provider: id, template: query })),
  );
  return possible.filter(
    (one) => one.measure === 'pool-share' || possible.find(({ measure }) => measure === one.measure) === one,
  );
}

/** The one query for all resources: a union whose parts carry their name, because series of one name cannot stand twice in an answer. */
export function resourceQuery(parts: readonly ResourcePart[], { selector, seconds, split }: ResourceFrame): string {
  const labels = split.map(labelName).join(', ');
  const filling = {
    selector,
    window: duration(seconds),
    step: `${stepSeconds(seconds)}s`,
    by: labels === '' ? '' : ` by (${labels})`,
    split: labels === '' ? '' : `, ${labels}`,
  };
  return parts
    .map(({ measure, provider, template }) => part(`${measure}/${provider}`, fill(template, filling)))
    .join('\nor\n');
}
