import type { Finding } from '../../model/finding.ts';
import { formatCount, formatValue } from '../../model/format-value.ts';
import { code, disclosure, type Html, markup, scrolling } from './markup.ts';

const checks = ['p50', 'p95', 'p99', 'error-rate'] as const;

/** Every route with every check of its behaviour, in a plain table behind a click. */
export function allRoutes(findings: readonly Finding[]): Html | null {
  const judged = findings.filter(({ check, subject }) => subject !== 'total' && checks.some((name) => name === check));
  const routes = [...Map.groupBy(judged, ({ subject }) => subject)];
  if (routes.length === 0) return null;
  const rows = routes.map(
    ([subject, own]) =>
      markup`<tr><td>${code(subject)}</td>${checks.map((check) => cell(own.find((finding) => finding.check === check)))}</tr>\n`,
  );
  const title = `All ${formatCount(routes.length)} routes`;
  const heads = checks.map((check) => markup`<th class="num">${check}</th>`);
  return disclosure(
    title,
    scrolling(title, markup`<table><thead><tr><th>Route</th>${heads}</tr></thead><tbody>${rows}</tbody></table>`),
  );
}

function cell(finding: Finding | undefined): Html {
  if (finding === undefined) return markup`<td></td>`;
  const { status, reasonCode, reference, candidate } = finding;
  if (reference === null || candidate === null) return markup`<td class="num"><small>${reasonCode}</small></td>`;
  const values = `${formatValue(reference.value, reference.unit)} → ${formatValue(candidate.value, candidate.unit)}`;
  return status === 'diverged'
    ? markup`<td class="num off"><b>◆ ${values}</b></td>`
    : markup`<td class="num">${values}</td>`;
}
