import type { Finding } from '../../model/finding.ts';
import { formatChange, formatCount } from '../../model/format-value.ts';
import type { SideNames } from '../side-names.ts';
import { sideText } from '../side-text.ts';
import { toleranceText } from '../tolerance-text.ts';
import { code, disclosure, type Html, markup, scrolling } from './markup.ts';

const shown = 1000;

/** Every difference in a table, behind a click. */
export function differenceTable(diverged: readonly Finding[], names: SideNames): Html | null {
  if (diverged.length === 0) return null;
  const left = diverged.length - shown;
  const table = markup`<table><thead><tr><th>Check</th><th>Subject</th><th class="num">${names.reference}</th><th class="num">${names.candidate}</th><th class="num">Change</th><th class="num">Tolerated</th><th>Severity</th></tr></thead><tbody>${diverged.slice(0, shown).map(row)}</tbody></table>`;
  const title = `All ${formatCount(diverged.length)} differences`;
  return disclosure(
    title,
    markup`${scrolling(title, table)}${left > 0 && markup`<p class="note">${formatCount(left)} more are in the JSON report.</p>`}`,
  );
}

function row(finding: Finding): Html {
  const { dimension, check, subject, reference, candidate, change, severity } = finding;
  return markup`<tr><td>${dimension}/${check}</td><td>${code(subject)}</td><td class="num">${sideText(reference)}</td><td class="num">${sideText(candidate)}</td><td class="num">${change === null ? '' : formatChange(change)}</td><td class="num">${toleranceText(finding)}</td><td>${severity}</td></tr>\n`;
}
