/**
 * ln Σ exp(xᵢ), without overflow; minus infinity for none.
 *
 * @example logSumExp([0, 0]) // ≈ 0.6931471805599453
 */
export function logSumExp(logs: readonly number[]): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (const log of logs) if (log > largest) largest = log;
  if (!Number.isFinite(largest)) return largest;
  let sum = 0;
  for (const log of logs) sum += Math.exp(log - largest);
  return largest + Math.log(sum);
}
