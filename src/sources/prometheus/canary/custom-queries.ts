import type { CanaryCustom } from '../../../config/canary-schema.ts';
import { fill } from '../promql.ts';
import { duration } from '../request-queries.ts';

/** How a metric of one's own is asked for: the raw samples of selectors, or the values of PromQL at the end of each look. */
export interface CustomQueries {
  readonly kind: 'raw' | 'evaluated';
  /** By what they are for: `bad` and `total`, `bucket`, or `value`. */
  readonly texts: Readonly<Record<string, string>>;
}

/**
 * The queries of a metric of one's own for one side.
 *
 * @param seconds length of a look, which `$window` stands for, so that windows never overlap
 */
export function customQueries(custom: CanaryCustom, selector: string, seconds: number): CustomQueries {
  const filled = (text: string) => fill(text, { selector, window: duration(seconds) });
  if ('histogram' in custom) return { kind: 'raw', texts: { bucket: `${custom.histogram}_bucket{${selector}}` } };
  if ('value' in custom) return { kind: 'evaluated', texts: { value: filled(custom.value) } };
  const isRaw = ![custom.bad, custom.total].some((text) => text.includes('$window'));
  return { kind: isRaw ? 'raw' : 'evaluated', texts: { bad: filled(custom.bad), total: filled(custom.total) } };
}
