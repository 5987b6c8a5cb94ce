import type { Evidence } from '../../model/evidence.ts';
import type { Finding } from '../../model/finding.ts';
import { formatCount, formatValue } from '../../model/format-value.ts';
import type { Profile } from '../../model/profile.ts';
import type { ReasonCode } from '../../model/reason-codes.ts';
import { unmatchedRoute } from '../../model/route.ts';
import { percentBand, place, toleranceOf } from '../band.ts';
import type { Comparison } from '../comparison.ts';
import { isIgnoredRoute } from '../is-ignored-route.ts';
import { makeFinding } from '../make-finding.ts';
import { requestEvidence, requestsOf } from '../requests.ts';

interface Served {
  readonly route: string;
  readonly reference: number;
  readonly candidate: number;
}

/** What the reference served altogether, and the evidence that says so (one query for all routes). */
interface Whole {
  readonly requests: number;
  readonly evidence: Evidence | undefined;
  /** Why the candidate's evidence is incomplete; null where it is whole. */
  readonly partly: ReasonCode | null;
}

function whyPartly({ sections }: Profile): ReasonCode | null {
  const section = sections.errors ?? sections.latency;
  return section?.status === 'partial' ? (section.reason ?? 'not-collected') : null;
}

/** Routes of which a side could not tell the number of requests (NaN, for example): nobody knows whether it served them. */
function unknownRoutes(profile: Profile): Set<string | null> {
  const unknown = requestEvidence(profile).filter((evidence) => evidence.state !== 'present');
  return new Set(unknown.map((evidence) => evidence.scope.route));
}

function servedRoutes({ reference, candidate, policy }: Comparison): Served[] {
  const [left, right] = [requestsOf(reference).byRoute, requestsOf(candidate).byRoute];
  const unknown = unknownRoutes(reference).union(unknownRoutes(candidate));
  return [...new Set([...left.keys(), ...right.keys()])]
    .filter((route) => route !== unmatchedRoute && !unknown.has(route) && !isIgnoredRoute(route, policy.ignoredRoutes))
    .map((route) => ({ route, reference: left.get(route) ?? 0, candidate: right.get(route) ?? 0 }));
}

function missing(comparison: Comparison, served: Served, whole: Whole): Finding {
  const { policy, candidate, reference } = comparison;
  const rule = policy.rules['missing-route'];
  const share = served.reference / whole.requests;
  const { partly } = whole;
  return makeFinding(comparison, {
    dimension: 'traffic',
    check: 'missing-route',
    route: served.route,
    // What an incomplete answer does not show may be there all the same.
    status: partly === null ? 'diverged' : 'unmeasured',
    severity: share >= policy.rareRouteShare ? rule.severity : 'observe',
    reasonCode: partly ?? 'missing-in-candidate',
    message: `${served.route}: ${reference.environment} served ${formatCount(Math.round(served.reference))} requests (${formatValue(share, 'share')} of all), ${candidate.environment} none`,
    reference: { value: served.reference, unit: 'requests', n: Math.round(served.reference) },
    candidate: { value: 0, unit: 'requests', n: 0 },
    from: [whole.evidence, undefined],
    detail: { kind: 'missing-route', share },
  });
}

function onlyInCandidate(comparison: Comparison, served: Served): Finding {
  const { candidate, reference } = comparison;
  return makeFinding(comparison, {
    dimension: 'traffic',
    check: 'missing-route',
    route: served.route,
    status: 'unmeasured',
    severity: 'observe',
    reasonCode: 'no-reference-traffic',
    message: `${served.route}: only ${candidate.environment} served it (${formatCount(Math.round(served.candidate))} requests); ${reference.environment} had no traffic on it`,
  });
}

/** Share of the reference's requests on routes that the candidate exercised, without the routes reported on their own. */
function coverage(comparison: Comparison, served: readonly Served[], reported: ReadonlySet<string>): Finding {
  const rule = comparison.policy.rules['route-coverage'];
  const judged = served.filter((one) => !reported.has(one.route));
  const sum = (list: readonly Served[]) => list.reduce((total, one) => total + one.reference, 0);
  const share = sum(judged.filter((one) => one.candidate > 0)) / sum(judged);
  const status =
    place({ value: share, interval: [share, share] }, percentBand(rule, 1)) === 'match' ? 'match' : 'diverged';
  const note =
    reported.size === 0
      ? ''
      : `, without the ${reported.size === 1 ? 'route' : `${reported.size} routes`} reported as missing`;
  return makeFinding(comparison, {
    dimension: 'traffic',
    check: 'route-coverage',
    route: null,
    status,
    severity: rule.severity,
    reasonCode: status === 'match' ? 'within-tolerance' : 'outside-tolerance',
    message: `${comparison.candidate.environment} exercises the routes of ${formatValue(share, 'share')} of ${comparison.reference.environment}’s requests${note}`,
    tolerance: toleranceOf(rule),
    reference: { value: 1, unit: 'share', n: Math.round(sum(judged)) },
    candidate: { value: share, unit: 'share', n: Math.round(judged.reduce((total, one) => total + one.candidate, 0)) },
  });
}

/** Judges which routes of the reference the candidate serves at all; needs routes and traffic on both sides. */
export function judgeRoutes(comparison: Comparison): Finding[] {
  const served = servedRoutes(comparison);
  const [left, right] = [
    served.reduce((sum, one) => sum + one.reference, 0),
    served.reduce((sum, one) => sum + one.candidate, 0),
  ];
  if (!(left > 0 && right > 0)) return [];
  const whole: Whole = {
    requests: left,
    evidence: requestEvidence(comparison.reference)[0],
    partly: whyPartly(comparison.candidate),
  };
  const gone = served.filter((one) => one.reference > 0 && one.candidate === 0);
  const reported = new Set(
    gone.filter((one) => one.reference / left >= comparison.policy.rareRouteShare).map((one) => one.route),
  );
  return [
    ...gone.map((one) => missing(comparison, one, whole)),
    ...served.filter((one) => one.reference === 0 && one.candidate > 0).map((one) => onlyInCandidate(comparison, one)),
    ...(left > 0 && served.some((one) => one.reference > 0 && !reported.has(one.route))
      ? [coverage(comparison, served, reported)]
      : []),
  ];
}
