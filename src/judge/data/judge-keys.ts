import type { Finding } from '../../model/finding.ts';
import { formatValue } from '../../model/format-value.ts';
import { toleranceOf } from '../band.ts';
import { type DataComparison, dataFinding } from './data-comparison.ts';

/** Finds sequences of production that are near their end: staging, with its few rows, never shows what then happens. */
export function judgeKeys(data: DataComparison): Finding[] {
  const rule = data.comparison.policy.rules['key-space'];
  const allowed = rule.absolute ?? 1;
  return data.pair.reference.sequences.flatMap(({ schema, name, last, limit, cycles, column }) => {
    const used = last === null || cycles ? 0 : last / limit;
    if (used <= allowed) return [];
    const subject = column ?? `${schema}.${name}`;
    return [
      dataFinding(data, {
        check: 'key-space',
        route: subject.replace(/^public\./, ''),
        status: 'diverged',
        severity: rule.severity,
        reasonCode: 'outside-tolerance',
        message: `${subject}: ${formatValue(used, 'share')} of its numbers are used in ${data.comparison.reference.environment}; past the last one every insert fails`,
        reference: { value: used, unit: 'share', n: null },
        tolerance: toleranceOf(rule),
      }),
    ];
  });
}
