import { type Condition, holds } from './condition.ts';

/** What Argo says of one measurement. */
export type MeasurementPhase = 'successful' | 'failed' | 'inconclusive' | 'error';

export interface Conditions {
  readonly success: Condition | null;
  readonly failure: Condition | null;
}

/**
 * Assesses one measured value as Argo's analysis does.
 *
 * Without any condition every value is successful; where both are met it has failed; where neither is, it is inconclusive.
 *
 * @param value NaN is a value (a division by zero); null means that the query gave nothing
 * @example assessMeasurement(null, { success: null, failure: null }) // 'error'
 */
export function assessMeasurement(value: number | null, { success, failure }: Conditions): MeasurementPhase {
  if (value === null) return 'error';
  const succeeded = success === null ? null : holds(success, value);
  const failed = failure === null ? null : holds(failure, value);
  if (succeeded === null) return failed === true ? 'failed' : 'successful';
  if (failed === null) return succeeded ? 'successful' : 'failed';
  if (failed) return 'failed';
  return succeeded ? 'successful' : 'inconclusive';
}
