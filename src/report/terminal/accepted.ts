import { address } from '../../model/address.ts';
import type { Finding } from '../../model/finding.ts';
import { formatCount } from '../../model/format-value.ts';
import { waiverText } from '../waiver-text.ts';
import type { Screen } from './screen.ts';

const shown = 10;

/** Differences that a waiver or the baseline accepts. */
export function accepted(findings: readonly Finding[], screen: Screen): string[] {
  if (findings.length === 0) return [];
  const left = findings.length - shown;
  return [
    screen.style('bold', `Accepted (${formatCount(findings.length)})`),
    ...findings.slice(0, shown).flatMap((finding) => screen.block('- ', `${address(finding)}: ${waiverText(finding)}`)),
    ...(left > 0 ? [`- and ${formatCount(left)} more`] : []),
  ];
}
