import { address } from '../model/address.ts';
import type { Finding } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import { isReasonCode, reasonCodes, reasons } from '../model/reason-codes.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Verdict } from '../model/verdict.ts';

function explainFinding(finding: Finding): string {
  return [
    `${finding.dimension}/${finding.check} on ${finding.subject}: ${finding.status} (${finding.severity})`,
    finding.message,
    `Reason: ${finding.reasonCode}. ${reasons[finding.reasonCode].means}`,
    ...(finding.risk === '' ? [] : [`What slips through: ${finding.risk}`]),
    ...(finding.remedy === '' ? [] : [`What to do: ${finding.remedy}`]),
    ...finding.evidence.filter(({ query }) => query !== '').map(({ source, query }) => `Query (${source}): ${query}`),
    `To accept it: add a waiver for "${finding.fingerprint}" with reason, owner and expiry (at most 90 days).`,
  ].join('\n');
}

/** Lists all reason codes, a line each under what they are about. */
export function listReasons(): string {
  const kinds = Map.groupBy(reasonCodes, (code) => reasons[code].kind);
  const width = Math.max(...reasonCodes.map((code) => code.length));
  return [...kinds]
    .map(([kind, codes]) =>
      [kind, ...codes.map((code) => `  ${code.padEnd(width)}  ${reasons[code].means}`)].join('\n'),
    )
    .join('\n\n');
}

/**
 * Explains a reason code, or a finding of a report by its fingerprint or address ("latency/p95 GET /cart").
 *
 * @param report the report that holds the finding; null where none was found
 * @throws UsageError for a word that is neither
 */
export function explain(word: string, report: Verdict | null): string {
  if (isReasonCode(word)) {
    return `${word} (${reasons[word].kind})\n${reasons[word].means}\nWhat to do: ${reasons[word].todo}`;
  }
  const finding = report?.findings.find((one) => one.fingerprint === word || address(one) === word);
  if (finding !== undefined) return explainFinding(finding);
  const where =
    report === null
      ? 'no report was found to look for a fingerprint in (write one with --json tollgate-report.json, or name it with --report FILE)'
      : 'the report holds no finding with that fingerprint';
  const meant = nearest(word, reasonCodes);
  const hint = meant === null ? '`tollgate explain` lists all reason codes' : `Did you mean ${meant}?`;
  throw new UsageError('invalid-option', `"${word}" is no reason code, and ${where}. ${hint}`);
}
