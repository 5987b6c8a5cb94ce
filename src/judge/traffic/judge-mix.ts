import type { Finding } from '../../model/finding.ts';
import { formatCount, formatValue } from '../../model/format-value.ts';
import { unmatchedRoute } from '../../model/route.ts';
import { mixDistance } from '../../stats/mix-distance.ts';
import type { Counts } from '../../stats/total-variation.ts';
import { percentBand, place, toleranceOf } from '../band.ts';
import type { Comparison } from '../comparison.ts';
import { isIgnoredRoute } from '../is-ignored-route.ts';
import { z } from '../latency/estimate-pair.ts';
import { type Draft, makeFinding } from '../make-finding.ts';
import { requestEvidence, requestsOf } from '../requests.ts';

const sum = (counts: Counts) => Object.values(counts).reduce((total, count) => total + count, 0);

function mixOf(comparison: Comparison, role: 'reference' | 'candidate'): Counts {
  const routes = [...requestsOf(comparison[role]).byRoute];
  const { ignoredRoutes } = comparison.policy;
  return Object.fromEntries(
    routes.filter(([route]) => route !== unmatchedRoute && !isIgnoredRoute(route, ignoredRoutes)),
  );
}

/** The routes whose shares differ most, in words. */
function largestDifferences(reference: Counts, candidate: Counts): string {
  const [left, right] = [sum(reference), sum(candidate)];
  const names = [...new Set([...Object.keys(reference), ...Object.keys(candidate)])];
  return names
    .map((name) => ({ name, from: (reference[name] ?? 0) / left, to: (candidate[name] ?? 0) / right }))
    .filter(({ from, to }) => from !== to)
    .toSorted((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from))
    .slice(0, 3)
    .map(({ name, from, to }) => `${name} ${formatValue(from, 'share')} → ${formatValue(to, 'share')}`)
    .join(', ');
}

/** Judges how far the candidate's mix of routes is from the reference's; samples that could not show it say nothing. */
export function judgeMix(comparison: Comparison): Finding[] {
  const [reference, candidate] = [mixOf(comparison, 'reference'), mixOf(comparison, 'candidate')];
  const rule = comparison.policy.rules['traffic-mix'];
  const base = {
    dimension: 'traffic',
    check: 'traffic-mix',
    route: null,
    severity: rule.severity,
    tolerance: toleranceOf(rule),
    from: [requestEvidence(comparison.reference)[0], requestEvidence(comparison.candidate)[0]],
  } as const satisfies Partial<Draft>;
  const least = Math.min(sum(reference), sum(candidate));
  const found = mixDistance(reference, candidate, z);
  const band = percentBand(rule, 0);
  // A noise floor above the tolerance means that a difference of that size could not be told from chance.
  if (!(least >= rule.minimum && found.noiseFloor <= band.high)) {
    const floor = Number.isFinite(found.noiseFloor) ? found.noiseFloor.toFixed(2) : 'unknown';
    const message = `mix of routes: needs ${formatCount(rule.minimum)} requests with a known route on each side and a noise floor of at most ${band.high}; there are ${formatCount(least)}, and the floor is ${floor}`;
    return [makeFinding(comparison, { ...base, status: 'unmeasured', reasonCode: 'too-few-requests', message })];
  }
  const placed = place({ value: found.distance, interval: found.interval }, band);
  const status = placed === 'uncertain' ? 'unmeasured' : placed;
  const differences = largestDifferences(reference, candidate);
  return [
    makeFinding(comparison, {
      ...base,
      status,
      reasonCode: status === 'match' ? 'within-tolerance' : status === 'diverged' ? 'outside-tolerance' : 'uncertain',
      message: `mix of routes: Jensen-Shannon distance ${found.distance.toFixed(3)} (0 the same, 1 nothing in common; chance alone reaches ${found.noiseFloor.toFixed(3)})${differences === '' ? '' : `; ${comparison.reference.environment} → ${comparison.candidate.environment}: ${differences}`}`,
      reference: { value: 0, unit: 'distance', n: Math.round(sum(reference)) },
      candidate: { value: found.distance, unit: 'distance', n: Math.round(sum(candidate)) },
      interval: found.interval,
      detail: { kind: 'traffic-mix', observed: found.observed, noiseFloor: found.noiseFloor },
    }),
  ];
}
