import type { Finding, Severity } from '../../model/finding.ts';
import type { Comparison } from '../comparison.ts';
import { judgeLatency } from '../latency/judge-latency.ts';
import { makeFinding } from '../make-finding.ts';
import { requestsOf } from '../requests.ts';
import { judgeLoad } from './judge-load.ts';
import { judgeMix } from './judge-mix.ts';
import { judgeRoutes } from './judge-routes.ts';

/** Why traffic cannot be judged at all, per side. */
function gaps({ reference, candidate }: Comparison): string[] {
  return [reference, candidate].flatMap((profile) => {
    const { environment, sections } = profile;
    if (sections.traffic === undefined)
      return [`the profile of ${environment} has no traffic section; traffic compare makes one of an access log`];
    return requestsOf(profile).total > 0 ? [] : [`${environment}: no request is known`];
  });
}

const observed = (finding: Finding): Finding => ({ ...finding, severity: 'observe' satisfies Severity });

/** Durations are shown beside the traffic that caused them; whether they are right is another question. */
function latencies(comparison: Comparison): Finding[] {
  const isKnown = [comparison.reference, comparison.candidate].every(
    ({ sections }) => (sections.latency?.status ?? 'unavailable') !== 'unavailable',
  );
  return isKnown ? judgeLatency(comparison).map(observed) : [];
}

/** Judges how production-shaped the candidate's traffic was: mix, routes, rate, unevenness, concurrency. */
export function judgeTraffic(comparison: Comparison): Finding[] {
  const missing = gaps(comparison);
  if (missing.length > 0) {
    const base = { dimension: 'traffic', check: 'evidence', route: null, severity: 'warn' } as const;
    const gap = { status: 'unmeasured', reasonCode: 'not-collected', message: missing.join('; ') } as const;
    return [makeFinding(comparison, { ...base, ...gap })];
  }
  const isAlone = !comparison.policy.parts.includes('behaviour');
  return [
    ...judgeMix(comparison),
    ...judgeLoad(comparison),
    ...(isAlone ? [...judgeRoutes(comparison), ...latencies(comparison)] : []),
  ];
}
