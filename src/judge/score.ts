import type { Dimension } from '../model/dimension.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { DimensionSummary } from '../model/verdict.ts';

const weights: Record<Severity, number> = { observe: 1, warn: 3, block: 5 };

export interface Score {
  /** 100 × Σw(match + accepted) ÷ Σw(measured); null where nothing was measured. */
  readonly score: number | null;
  /** Σw(measured) ÷ Σw(all). */
  readonly coverage: number;
}

const weigh = (findings: readonly Finding[]) => findings.reduce((sum, finding) => sum + weights[finding.severity], 0);

/** Score and coverage for trend and reading, never for the decision; what is unmeasured raises neither. */
export function scoreOf(findings: readonly Finding[]): Score {
  const measured = findings.filter((finding) => finding.status !== 'unmeasured' && finding.status !== 'error');
  const good = measured.filter((finding) => finding.status !== 'diverged');
  const all = weigh(findings);
  return {
    score: measured.length === 0 ? null : (100 * weigh(good)) / weigh(measured),
    coverage: all === 0 ? 0 : weigh(measured) / all,
  };
}

function statusOf(findings: readonly Finding[]): DimensionSummary['status'] {
  if (findings.some((finding) => finding.status === 'diverged')) return 'diverged';
  return findings.some((finding) => finding.status === 'match' || finding.status === 'accepted')
    ? 'match'
    : 'unmeasured';
}

/** Score, coverage and status of every dimension that has findings, in the order of the findings. */
export function summariseDimensions(findings: readonly Finding[]): DimensionSummary[] {
  const byDimension = Map.groupBy(findings, (finding): Dimension => finding.dimension);
  return [...byDimension].map(([id, own]) => ({ id, ...scoreOf(own), status: statusOf(own) }));
}
