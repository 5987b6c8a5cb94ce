/**
 * How many replays without a single alarm it takes until the 95 % interval lies below a promised rate.
 *
 * @example cleanReplays(0.01) // 368
 */
export function cleanReplays(promised: number): number {
  return Math.ceil(Math.log(0.025) / Math.log1p(-promised));
}
