import type { Finding } from '../../model/finding.ts';
import { formatChange, formatValue } from '../../model/format-value.ts';
import type { SideNames } from '../side-names.ts';
import { toleratedRatios } from '../tolerated-band.ts';
import { code, type Html, markup } from './markup.ts';
import { type ChartRow, rowChart } from './row-chart.ts';
import { ratioScale } from './scale.ts';

function ratioOf({ reference, candidate }: Finding): number | null {
  if (reference === null || candidate === null) return null;
  if (reference.value === 0 && candidate.value === 0) return 1;
  const ratio = candidate.value / reference.value;
  return Number.isNaN(ratio) ? null : ratio;
}

function declaredRatio({ detail }: Finding): number {
  const declared = detail?.['expected'];
  return typeof declared === 'number' && declared > 0 ? declared : 1;
}

function resourceRow(finding: Finding, names: SideNames): ChartRow[] {
  const ratio = ratioOf(finding);
  const { reference, candidate, check, subject, status } = finding;
  if (ratio === null || reference === null || candidate === null) return [];
  const figures = [
    formatValue(reference.value, reference.unit),
    formatValue(candidate.value, candidate.unit),
    formatChange(finding.change),
  ] as const;
  return [
    {
      name: markup`${code(subject === 'total' ? check : `${check} ${subject}`)}${status === 'accepted' && markup` <small>accepted</small>`}`,
      title: `${check} ${subject}: ${names.reference} ${figures[0]}, ${names.candidate} ${figures[1]}, ratio ${formatValue(ratio, '')}; ${status}`,
      reference: null,
      candidate: ratio,
      band: toleratedRatios(finding.tolerance, { expected: declaredRatio(finding), reference: reference.value }),
      diverged: status === 'diverged',
      figures,
    },
  ];
}

/** Resources as candidate ÷ reference: whatever their unit, 1 is alike. */
export function resourceChart(findings: readonly Finding[], names: SideNames): Html | null {
  const rows = findings
    .filter(({ dimension }) => dimension === 'resources')
    .flatMap((finding) => resourceRow(finding, names));
  if (rows.length === 0) return null;
  const scale = ratioScale(rows.map(({ candidate }) => candidate));
  return rowChart({
    label: `Resources: ${names.candidate} divided by ${names.reference}`,
    heads: ['Resource', names.reference, names.candidate, 'Change'],
    scale,
    rows,
  });
}
