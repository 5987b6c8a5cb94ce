import type { Finding } from '../model/finding.ts';
import { formatChange } from '../model/format-value.ts';

/**
 * The other checks of a group in a few words.
 *
 * @example othersText([{ check: 'p50', change: 3.8 }, { check: 'p99', change: 0.9 }]) // 'p50 × 4.8, p99 +90 %'
 */
export function othersText(others: readonly Pick<Finding, 'check' | 'change'>[]): string {
  return others.map(({ check, change }) => (change === null ? check : `${check} ${formatChange(change)}`)).join(', ');
}
