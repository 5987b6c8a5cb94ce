import type { Finding } from '../../model/finding.ts';
import type { Comparison } from '../comparison.ts';
import { makeFinding } from '../make-finding.ts';
import { restOf } from '../rest-of-routes.ts';
import { worstOneSpeaks } from '../worst-one-speaks.ts';
import { commonFactor, reportCommonFactor } from './common-factor.ts';
import { type CompletePair, completePairs, halfMeasured } from './complete-pairs.ts';
import type { QuantileName } from './estimate-pair.ts';
import { judgeQuantile } from './judge-quantile.ts';
import { type NoiseFloor, noiseFloor } from './noise-floor.ts';
import { judgeRankCorrelation } from './rank-correlation.ts';
import { totalPair } from './total-pair.ts';

const names: readonly QuantileName[] = ['p50', 'p95', 'p99'];

interface Known {
  readonly factor: number;
  readonly floor: NoiseFloor;
}

function judgePair(comparison: Comparison, pair: CompletePair, known: Known): Finding[] {
  return names.map((name) =>
    judgeQuantile(comparison, pair, {
      name,
      expectation: {
        factor: known.factor,
        floor: known.floor(pair.route, name),
        isMixture: pair.route === null,
      },
    }),
  );
}

/** The total over the routes that no finding of their own explains; a source that only knows totals gives its own. */
function judgeTotal(
  comparison: Comparison,
  pairs: readonly CompletePair[],
  judged: { findings: readonly Finding[]; known: Known },
): Finding[] {
  const routes = pairs.filter((pair) => pair.route !== null);
  const rest = restOf(routes, judged.findings);
  const own = pairs.find((pair) => pair.route === null);
  const total = totalPair(rest.items, rest.note) ?? own;
  return total === undefined ? [] : judgePair(comparison, total, judged.known);
}

/** A served route without response times on one side is unmeasured, not forgotten. */
function judgeHalfMeasured(comparison: Comparison): Finding[] {
  const { reference, candidate, policy } = comparison;
  return halfMeasured(reference, candidate, policy.ignoredRoutes).map(({ route, lacking }) =>
    makeFinding(comparison, {
      dimension: 'latency',
      check: 'p95',
      route,
      status: 'unmeasured',
      severity: policy.rules.p95.severity,
      reasonCode: 'no-series',
      message: `${route} p95: ${lacking.environment} served the route, but has no response times of it`,
    }),
  );
}

/** Judges response times: every route and the total at p50, p95 and p99, the common factor, and how well routes are ranked. */
export function judgeLatency(comparison: Comparison): Finding[] {
  const pairs = completePairs(comparison.reference, comparison.candidate, comparison.policy.ignoredRoutes);
  if (pairs.length === 0) return [];
  const common = comparison.policy.takeOutCommonFactor ? commonFactor(comparison, pairs) : null;
  const known: Known = { factor: common?.factor ?? 1, floor: noiseFloor(comparison) };
  const routes = pairs.filter((pair) => pair.route !== null);
  const findings = worstOneSpeaks(routes.flatMap((pair) => judgePair(comparison, pair, known)));
  return [
    ...findings,
    ...judgeHalfMeasured(comparison),
    ...judgeTotal(comparison, pairs, { findings, known }),
    ...(common === null ? [] : [reportCommonFactor(comparison, common)]),
    judgeRankCorrelation(comparison, findings),
  ];
}
