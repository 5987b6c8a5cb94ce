import type { ResourceMeasure } from '../measures.ts';

/**
 * What one exporter tells about resources. Data only.
 *
 * Templates know `$selector` (matchers, inside braces), `$window`, `$step` (of subqueries), `$by` (` by (region)` or nothing) and
 * `$split` (`, region` or nothing); each gives one value per slice.
 */
export interface ResourceProvider {
  readonly id: string;
  readonly title: string;
  readonly measures: readonly {
    readonly measure: ResourceMeasure;
    /** Metrics that the template reads; it is asked only where the server has all of them. */
    readonly needs: readonly string[];
    readonly query: string;
  }[];
}
