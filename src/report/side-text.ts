import type { Side } from '../model/finding.ts';
import { formatCount, formatValue } from '../model/format-value.ts';

/**
 * One side of a comparison with its sample size.
 *
 * @example sideText({ value: 0.084, unit: 's', n: 12400 }) // '84 ms (n = 12,400)'
 */
export function sideText(side: Side | null): string {
  if (side === null) return 'not measured';
  const value = formatValue(side.value, side.unit);
  return side.n === null || side.unit === 'requests' ? value : `${value} (n = ${formatCount(side.n)})`;
}
