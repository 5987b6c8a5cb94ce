/**
 * By which factor an estimate is off, at least 1: max(estimate ÷ actual, actual ÷ estimate), each counted as one row at least.
 *
 * Moerkotte, Neumann, Steidl: "Preventing Bad Plans by Bounding the Impact of Cardinality Estimation Errors", VLDB 2009.
 *
 * @example qError(10, 2000) // 200
 * @example qError(1, 0) // 1
 */
export function qError(estimated: number, actual: number): number {
  const [one, other] = [Math.max(estimated, 1), Math.max(actual, 1)];
  return Math.max(one / other, other / one);
}
