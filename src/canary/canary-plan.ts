import type { CanaryFileInput } from '../model/canary/canary-file.ts';

/** What every planned metric has. */
export interface Planned {
  /** Name in the file and the report. */
  readonly name: string;
  /** Names of the measure that is read, best first: the first that both sides have counts. Several metrics may judge one measure. */
  readonly measures: readonly string[];
  readonly route: string | null;
  readonly weight: number;
  readonly critical: boolean;
  readonly blocking: boolean;
  /** A pass waits for it. */
  readonly required: boolean;
  /** Left out where neither side ever has it, because nobody asked for it by name. */
  readonly optional: boolean;
}

/** One metric of a canary, and how it is judged. */
export type PlannedMetric =
  | (Planned & {
      readonly kind: 'counts';
      readonly tolerance: { readonly relative: number | null; readonly absolute: number };
    })
  | (Planned & {
      readonly kind: 'histogram';
      readonly tolerance: { readonly relative: number };
      readonly quantiles: readonly number[];
    })
  | (Planned & { readonly kind: 'gauge'; readonly tolerance: { readonly relative: number } });

/** Everything about a canary that is decided before anything is read. */
export interface CanaryPlan {
  readonly subject: NonNullable<CanaryFileInput['subject']>;
  readonly judge: NonNullable<CanaryFileInput['judge']>;
  /** Length of one look, in seconds. */
  readonly interval: number;
  /** Start of the first look, milliseconds since 1970. */
  readonly start: number;
  readonly expectedShare: readonly (number | null)[] | null;
  readonly metrics: readonly PlannedMetric[];
  /** Both sides are read from one server, so that what it says of one side shows that it watches the other. */
  readonly sameServer: boolean;
}
