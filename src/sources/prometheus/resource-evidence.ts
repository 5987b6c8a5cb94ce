import type { Evidence } from '../../model/evidence.ts';
import { measured } from '../measured.ts';
import { type ResourceMeasure, resourceMeasures } from '../measures.ts';
import type { Origin } from './origin.ts';
import { labelValue, type Row } from './prometheus-answer.ts';
import { partLabel } from './request-queries.ts';
import { measureNames, type ResourcePart } from './resource-query.ts';
import { sliceOf } from './scopes.ts';

/** Reads the answer to the resource query; every measure that has no value is told as absent, with why. */
export function resourceEvidence(
  rows: readonly Row[],
  parts: readonly ResourcePart[],
  { split, ...origin }: Origin & { split: readonly string[] },
): Evidence[] {
  return measureNames.flatMap((measure) => {
    const own = rows.filter(({ labels }) => labelValue(labels, partLabel).split('/')[0] === measure);
    if (own.length === 0) return [missing(measure, parts, origin)];
    const slices = Map.groupBy(own, ({ labels }) => sliceOf(labels, split));
    return [...slices].map(([slice, values]) => largest(measure, values, { ...origin, slice }));
  });
}

/** Of several exporters (pools) the largest value speaks. */
function largest(
  measure: ResourceMeasure,
  rows: readonly Row[],
  { slice, ...origin }: Origin & { slice: string },
): Evidence {
  const common = { measure, scope: { route: null, slice }, ...origin };
  const value = Math.max(...rows.map((row) => row.value));
  if (!Number.isFinite(value))
    return { state: 'absent', ...common, reason: 'not-a-number', message: `${measure} is ${value}` };
  // `increase` extrapolates, so that even a count of kills has decimals.
  const counted = measure === 'oom-kills' ? Math.round(value) : value;
  return measured({ ...common, value: { kind: 'quantity', value: counted, unit: resourceMeasures[measure].unit } });
}

function missing(measure: ResourceMeasure, parts: readonly ResourcePart[], { source, query }: Origin): Evidence {
  const asked = parts.find((part) => part.measure === measure);
  const scope = { route: null, slice: '' };
  const message =
    asked === undefined
      ? `the server has no known metric of ${measure} (${resourceMeasures[measure].means}) for this selector`
      : `${asked.provider} has no value of ${measure} in this window${asked.measure === 'memory-share' ? ' (no container has a memory limit?)' : ''}`;
  return {
    state: 'absent',
    measure,
    scope,
    source,
    query: asked === undefined ? null : query,
    reason: 'no-series',
    message,
  };
}
