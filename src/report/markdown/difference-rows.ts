import type { Finding, Side } from '../../model/finding.ts';
import { formatChange, formatCount, formatValue } from '../../model/format-value.ts';
import type { SideNames } from '../side-names.ts';
import { toleranceText } from '../tolerance-text.ts';
import { code, type Markdown, md } from './md.ts';

/** Head of a table of differences. */
export function differenceHead({ reference, candidate }: SideNames): Markdown {
  return md`| dimension | check | subject | ${reference} | ${candidate} | change | tolerance | severity |
| --- | --- | --- | ---: | ---: | ---: | ---: | --- |
`;
}

/** One row per difference. */
export function differenceRow(finding: Finding): Markdown {
  const { dimension, check, subject, reference, candidate, change, severity } = finding;
  const changed = change === null ? '' : formatChange(change);
  return md`| ${dimension} | ${check} | ${code(subject)} | ${cell(reference)} | ${cell(candidate)} | ${changed} | ${toleranceText(finding)} | ${severity} |\n`;
}

function cell(side: Side | null): Markdown {
  if (side === null) return md``;
  const value = md`**${formatValue(side.value, side.unit)}**`;
  return side.n === null || side.unit === 'requests' ? value : md`${value} (n ${formatCount(side.n)})`;
}
