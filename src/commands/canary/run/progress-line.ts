import type { Finding } from '../../../model/finding.ts';
import type { Verdict } from '../../../model/verdict.ts';

/** Where the looks stand. */
export interface LooksSoFar {
  readonly looks: number;
  readonly last: number;
}

interface Detail {
  readonly logFail?: number | null;
  readonly logPass?: number | null;
  readonly thresholds?: { readonly fail: number; readonly pass: number };
  readonly coarse?: readonly number[];
  readonly looks?: { readonly judged: number; readonly measured: number };
  readonly remaining?: { readonly verdict: string; readonly looks: number; readonly canaryRequests: number } | null;
}

/** A score as a share of what it needs: 1 decides; both are logarithms, so that it grows evenly. */
function share(score: number | null | undefined, threshold: number): string {
  return `${Math.max(0, Math.min(100, Math.round((100 * (score ?? 0)) / threshold)))} %`;
}

/** Two scores of zero would look like a slow canary, and not like one that does not exist. */
const silence = (judged: number) => (judged === 0 ? 'warming up' : `not measured (in none of ${judged} looks)`);

function scoresOf({ check, subject, status, required, detail }: Finding): string[] {
  const { logFail, logPass, thresholds, looks } = (detail ?? {}) as Detail;
  if (thresholds === undefined || (!required && status !== 'diverged')) return [];
  const name = subject === 'total' ? check : `${check} ${subject}`;
  if (looks?.measured === 0) return [`${name} ${silence(looks.judged)}`];
  const passed = status === 'match' ? 'passed' : share(logPass, thresholds.pass);
  return [`${name} fail ${share(logFail, thresholds.fail)}, pass ${passed}`];
}

/** The metric that takes longest says how much more it takes. */
function moreOf(findings: readonly Finding[]): string {
  const remaining = findings
    .filter(({ required }) => required)
    .flatMap(({ detail }) => (detail as Detail | null)?.remaining ?? []);
  const longest = remaining.toSorted((one, other) => other.looks - one.looks)[0];
  if (longest === undefined) return '';
  return `; about ${Math.ceil(longest.canaryRequests)} more canary requests (${longest.looks} looks) to ${longest.verdict}`;
}

/** Quantiles that no bucket can tell, which no further look will change; one sentence for each metric that has some. */
export function coarseLines({ findings }: Verdict): string[] {
  return findings.flatMap(({ check, subject, required, detail }) => {
    const { coarse = [] } = (detail ?? {}) as Detail;
    if (coarse.length === 0 || !required) return [];
    const quantiles = coarse.map((quantile) => `p${Math.round(quantile * 1e6) / 1e4}`).join(', ');
    return [
      `${subject === 'total' ? check : `${check} ${subject}`}: no bucket ends near ${quantiles}, so it stays undecided; give the histogram finer buckets there, or judge other quantiles`,
    ];
  });
}

/** One line about a canary while it is watched: how far both scores of each deciding metric are, and how much more it takes. */
export function progressLine({ decision, findings }: Verdict, { looks, last }: LooksSoFar): string {
  const scores = findings.flatMap(scoresOf).join(' · ');
  const more = decision === 'inconclusive' ? moreOf(findings) : '';
  const verdict = decision === 'inconclusive' ? '' : ` ${decision.toUpperCase()}`;
  return `look ${looks} of ${last}:${verdict} ${scores === '' ? 'nothing to judge yet' : scores}${more}`;
}
