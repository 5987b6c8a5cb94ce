import type { Finding } from '../../model/finding.ts';
import { formatChange, formatCount, formatValue } from '../../model/format-value.ts';
import type { SideNames } from '../side-names.ts';
import { toleranceText } from '../tolerance-text.ts';
import { sharedFactor, toleratedBand } from '../tolerated-band.ts';
import { code, disclosure, type Html, markup } from './markup.ts';
import { type ChartRow, legend, rowChart } from './row-chart.ts';
import { linearScale, logScale } from './scale.ts';

/** Routes drawn; the others stand in the table of all checks. */
const drawn = 40;
/** An axis of shares reaches at least this far, so that rates of next to nothing look like it. */
const leastShare = 0.01;

/** Findings of one check that have both sides, worst first, without the total over them. */
function measuredRoutes(findings: readonly Finding[], check: string): Finding[] {
  return findings.filter(
    (finding) =>
      finding.check === check &&
      finding.subject !== 'total' &&
      finding.reference !== null &&
      finding.candidate !== null,
  );
}

const inWords: Readonly<Record<Finding['status'], string>> = {
  match: 'within tolerance',
  diverged: 'beyond tolerance',
  accepted: 'accepted',
  unmeasured: 'not decided',
  error: 'not decided',
};

function chartRow(finding: Finding, names: SideNames, factor: number): ChartRow[] {
  const { reference, candidate, subject, status } = finding;
  if (reference === null || candidate === null) return [];
  const figures = [
    formatValue(reference.value, reference.unit),
    formatValue(candidate.value, candidate.unit),
    changeText(finding),
  ] as const;
  const tolerance = toleranceText(finding);
  return [
    {
      name: code(subject),
      title: `${subject}: ${names.reference} ${figures[0]}, ${names.candidate} ${figures[1]}, ${figures[2]}; ${inWords[status]}${tolerance === '' ? '' : ` (${tolerance})`}`,
      reference: reference.value,
      candidate: candidate.value,
      band: toleratedBand(finding.tolerance, reference.value * factor),
      diverged: status === 'diverged',
      figures,
    },
  ];
}

/** The change of a share of failures is a difference in percentage points: from 0 there is no ratio. */
function changeText({ reference, candidate, change }: Finding): string {
  if (reference?.unit !== 'share' || candidate === null) return formatChange(change);
  const points = candidate.value - reference.value;
  return `${points > 0 ? '+' : ''}${formatValue(points * 100, 'pp')}`;
}

interface Drawing {
  readonly check: string;
  readonly names: SideNames;
  readonly factor: number;
}

function drawing(findings: readonly Finding[], { check, names, factor }: Drawing): Html | null {
  const measured = measuredRoutes(findings, check);
  const rows = measured.slice(0, drawn).flatMap((finding) => chartRow(finding, names, factor));
  if (rows.length === 0) return null;
  const values = rows.flatMap(({ reference, candidate }) => [reference ?? candidate, candidate]);
  const unit = measured[0]?.reference?.unit ?? '';
  const scale = unit === 'share' ? linearScale([...values, leastShare], unit) : logScale(values, unit);
  const label = `${check} per route: ${names.reference} against ${names.candidate}`;
  const left = measured.length - rows.length;
  return markup`${rowChart({ label, heads: ['Route', names.reference, names.candidate, 'Change'], scale, rows })}${left > 0 && markup`<p class="note">The ${formatCount(rows.length)} worst of ${formatCount(measured.length)} routes. The other ${formatCount(left)} are in the <a href="#all-checks">table of all routes</a>.</p>`}`;
}

/** Response times per route: p95 in the open, p50 and p99 behind a click. */
export function latencyCharts(findings: readonly Finding[], names: SideNames): Html | null {
  const factor = sharedFactor(findings);
  const draw = (check: string) => drawing(findings, { check, names, factor });
  const others = ['p50', 'p99'].flatMap((check) => {
    const chart = draw(check);
    return chart === null ? [] : [disclosure(`The same at ${check}`, chart)];
  });
  const p95 = draw('p95');
  if (p95 === null && others.length === 0) return null;
  return markup`${legend(names.reference, names.candidate)}${p95}${others}`;
}

/** Error rates per route. */
export function errorChart(findings: readonly Finding[], names: SideNames): Html | null {
  const chart = drawing(findings, { check: 'error-rate', names, factor: 1 });
  return chart === null ? null : markup`${legend(names.reference, names.candidate)}${chart}`;
}
