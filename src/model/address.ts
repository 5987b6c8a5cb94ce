import type { Finding } from './finding.ts';

/**
 * The name of a finding as waivers and `expected` write it.
 *
 * @example address({ dimension: 'latency', check: 'p95', subject: 'POST /checkout' }) // 'latency/p95 POST /checkout'
 */
export function address({ dimension, check, subject }: Pick<Finding, 'dimension' | 'check' | 'subject'>): string {
  return `${dimension}/${check} ${subject}`;
}
