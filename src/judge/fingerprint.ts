import { hash } from 'node:crypto';

/**
 * Stable address of a check: the same service, question, dimension, check and subject give the same 12 hexadecimal digits.
 *
 * The region or release that happens to be the worst one is left out, so that a drift keeps its address from day to day.
 *
 * @example fingerprint(['shop', 'fidelity', 'latency', 'p95', 'GET /checkout']).length // 12
 */
export function fingerprint(parts: readonly string[]): string {
  return hash('sha256', JSON.stringify(parts)).slice(0, 12);
}
