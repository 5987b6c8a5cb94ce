/**
 * Correlation of a list with itself, one place further; 0 where the list does not vary.
 *
 * @example autocorrelation([1, -1, 1, -1]) // -0.75
 */
export function autocorrelation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const parts = values.map((value) => value - mean);
  const square = parts.reduce((sum, part) => sum + part ** 2, 0);
  const product = parts.reduce((sum, part, index) => sum + part * (parts[index - 1] ?? 0), 0);
  return square > 0 ? product / square : 0;
}
