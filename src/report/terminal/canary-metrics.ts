import type { Finding } from '../../model/finding.ts';
import { formatCount } from '../../model/format-value.ts';
import { type CanaryResult, canaryResult } from '../canary/canary-result.ts';
import { canaryRole } from '../canary/canary-role.ts';
import { messageText } from '../message-text.ts';
import type { Screen, Style } from './screen.ts';

const shown = 40;
const styles: Readonly<Record<CanaryResult['tone'], Style>> = {
  pass: 'green',
  fail: 'red',
  warn: 'yellow',
  inconclusive: 'yellow',
};

function inFull(finding: Finding, screen: Screen): string[] {
  const { word, tone } = canaryResult(finding);
  const lead = `${word.padEnd(8)}  `;
  const where = finding.subject === 'total' ? '' : ` ${finding.subject}`;
  const role = canaryRole(finding);
  const only = role === null ? '' : ` (${role})`;
  return [
    ...screen.block(lead, `${finding.check}${where}${only}`, { lead: styles[tone], words: 'bold' }),
    ...screen.block(' '.repeat(lead.length), messageText(finding)),
    ...(finding.remedy === '' ? [] : screen.block(`${' '.repeat(lead.length)}Do: `, finding.remedy)),
  ];
}

/** Every metric of a canary, worst first: how it ended, why, and what to do. */
export function canaryMetrics(findings: readonly Finding[], screen: Screen): string[] {
  if (findings.length === 0) return [];
  const left = findings.length - shown;
  return [
    screen.style('bold', `Metrics (${formatCount(findings.length)}), worst first`),
    ...findings.slice(0, shown).flatMap((finding) => inFull(finding, screen)),
    ...(left > 0 ? screen.block('- ', `and ${formatCount(left)} more in the JSON and HTML reports`) : []),
  ];
}
