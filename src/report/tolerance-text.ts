import type { Finding, Tolerance } from '../model/finding.ts';
import { formatValue } from '../model/format-value.ts';

const signs: Readonly<Record<Tolerance['direction'], string>> = { either: '±', increase: '+', decrease: '-' };

const factors: Readonly<Record<Tolerance['direction'], string>> = { either: '× or ÷', increase: '×', decrease: '÷' };

/**
 * How much a check tolerates: a difference must exceed every part of it. Resources are held against a factor, the rest against a share.
 *
 * @example toleranceText({ tolerance: { relative: 0.3, absolute: 0.025, direction: 'either' }, reference: { value: 1, unit: 's', n: null }, candidate: null, detail: null }) // '±30 % and ±25 ms'
 */
export function toleranceText({
  tolerance,
  reference,
  candidate,
  detail,
}: Pick<Finding, 'tolerance' | 'reference' | 'candidate' | 'detail'>): string {
  if (tolerance === null) return '';
  const sign = signs[tolerance.direction];
  const parts: string[] = [];
  if (tolerance.relative !== null) {
    const isFactor = detail?.kind === 'ratio';
    parts.push(isFactor ? factor(tolerance, tolerance.relative) : `${sign}${formatValue(tolerance.relative, 'share')}`);
  }
  const unit = (reference ?? candidate)?.unit ?? '';
  if (tolerance.absolute !== null) parts.push(`${sign}${difference(tolerance.absolute, unit)}`);
  return parts.join(' and ');
}

function factor({ direction }: Tolerance, relative: number): string {
  return `${factors[direction]} ${formatValue(1 + relative, '')}`;
}

/** A difference between two shares is told in percentage points, or it would read as a relative one. */
function difference(value: number, unit: string): string {
  return unit === 'share' ? formatValue(value * 100, 'pp') : formatValue(value, unit);
}
