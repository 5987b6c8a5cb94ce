import { address } from '../../model/address.ts';
import type { Finding } from '../../model/finding.ts';
import { formatChange, formatCount } from '../../model/format-value.ts';
import { waiverText } from '../waiver-text.ts';
import { code, type Html, markup, sentence } from './markup.ts';

const shown = 200;

/** Differences that a waiver, the baseline or the configuration accepts. */
export function acceptedList(findings: readonly Finding[]): Html | null {
  if (findings.length === 0) return null;
  const left = findings.length - shown;
  const items = findings.slice(0, shown).map((finding) => {
    const change = finding.change === null ? null : markup` <span class="num">${formatChange(finding.change)}</span>`;
    return markup`<li>${code(address(finding))}${change}: ${sentence(waiverText(finding))}</li>\n`;
  });
  return markup`<ul>${items}</ul>${left > 0 && markup`<p class="note">${formatCount(left)} more are in the JSON report.</p>`}`;
}
