import type { Finding, Side } from '../../model/finding.ts';
import { formatValue } from '../../model/format-value.ts';
import { canaryResult } from '../canary/canary-result.ts';
import { canaryRole } from '../canary/canary-role.ts';
import { messageText } from '../message-text.ts';
import type { DocumentPart } from './fit-parts.ts';
import { code, type Markdown, md, sentence } from './md.ts';
import { table } from './parts.ts';

const head = md`| result | metric | baseline | canary | what was found | what to do |
| --- | --- | ---: | ---: | --- | --- |
`;

const value = (side: Side | null) => (side === null ? '' : formatValue(side.value, side.unit));

function row(finding: Finding): Markdown {
  const { check, subject, reference, candidate, remedy } = finding;
  const role = canaryRole(finding);
  const where = subject !== 'total' && md` ${code(subject)}`;
  return md`| **${canaryResult(finding).word}** | ${code(check)}${where}${role !== null && md` (${role})`} | ${value(reference)} | ${value(candidate)} | ${sentence(messageText(finding))} | ${sentence(remedy)} |\n`;
}

/** The metrics of a canary, worst first: how each ended and why. */
export function canaryTable(findings: readonly Finding[]): DocumentPart {
  return table(head, findings.map(row));
}
