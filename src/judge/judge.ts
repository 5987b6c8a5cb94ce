import type { Finding } from '../model/finding.ts';
import type { Profile, Remark } from '../model/profile.ts';
import type { Verdict } from '../model/verdict.ts';
import { accept } from './accept.ts';
import type { Comparison } from './comparison.ts';
import { judgeCustom } from './custom/judge-custom.ts';
import { activityRemark } from './data/activity-remark.ts';
import { judgeData } from './data/judge-data.ts';
import { judgeErrors } from './errors/judge-errors.ts';
import { inOrder } from './in-order.ts';
import { judgeGuards } from './incidents/judge-guards.ts';
import { isIgnoredRoute } from './is-ignored-route.ts';
import { judgeSections } from './judge-sections.ts';
import { judgeLatency } from './latency/judge-latency.ts';
import { makeFinding } from './make-finding.ts';
import { requestsOf } from './requests.ts';
import { requireChecks } from './require-checks.ts';
import { judgeResources } from './resources/judge-resources.ts';
import { judgeRoutes } from './traffic/judge-routes.ts';
import { judgeTraffic } from './traffic/judge-traffic.ts';
import { unusedWaivers } from './unused-waivers.ts';
import { type Run, verdictOf } from './verdict-of.ts';
import { staleRemarks, whyNothingCounts } from './why-nothing-counts.ts';

function judgeBehaviour(comparison: Comparison): Finding[] {
  const { reference, candidate } = comparison;
  const available = (dimension: 'latency' | 'errors' | 'resources') =>
    [reference, candidate].every((profile) => (profile.sections[dimension]?.status ?? 'unavailable') !== 'unavailable');
  return [
    ...(available('latency') ? judgeLatency(comparison) : []),
    ...(available('errors') ? judgeErrors(comparison) : []),
    ...(available('latency') || available('errors') ? judgeRoutes(comparison) : []),
    ...(available('resources') ? judgeResources(comparison) : []),
    ...judgeCustom(comparison),
  ];
}

function judgeParts(comparison: Comparison): Finding[] {
  const { parts } = comparison.policy;
  return [
    ...(parts.includes('behaviour') ? [...judgeSections(comparison), ...judgeBehaviour(comparison)] : []),
    ...(parts.includes('data') ? judgeData(comparison) : []),
    ...(parts.includes('traffic') ? judgeTraffic(comparison) : []),
  ];
}

function allFindings(comparison: Comparison): Finding[] {
  const nothing = whyNothingCounts(comparison);
  if (nothing !== null) {
    const { parts } = comparison.policy;
    const base = {
      dimension: parts.length === 1 && parts[0] === 'traffic' ? 'traffic' : 'latency',
      check: 'evidence',
      route: null,
      status: 'unmeasured',
      severity: 'warn',
    } as const;
    return [
      { ...makeFinding(comparison, { ...base, reasonCode: nothing.reason, message: nothing.message }), required: true },
    ];
  }
  return requireChecks(comparison, judgeParts(comparison));
}

/** Only staging is asked whether it has an incident's fault; a comparison of two builds asks something else. */
function guardFindings({ candidate, policy }: Comparison): Finding[] {
  const ran = candidate.catalogues?.incidents;
  if (ran === undefined || policy.question !== 'fidelity') return [];
  return judgeGuards(ran, { service: candidate.subject.service, severity: policy.rules.guard.severity });
}

function remarksOf(profile: Profile): string[] {
  const said = (remark: Remark) => `${profile.environment}: ${remark.message}`;
  return Object.values(profile.sections).flatMap((section) => [
    ...(section.convention === null
      ? []
      : [`${profile.environment}: metrics follow the convention “${section.convention}”`]),
    ...section.remarks.map(said),
  ]);
}

/** A server that gives no answer now gave none about its past either. */
const isAnyAvailable = ({ sections }: Profile) =>
  Object.values(sections).some(({ status }) => status !== 'unavailable');

function noiseRemark({ reference, policy }: Comparison): string[] {
  const isAsked = policy.question === 'fidelity' && policy.parts.includes('behaviour');
  if (!isAsked || reference.history.length > 0 || !isAnyAvailable(reference)) return [];
  return [
    `${reference.environment}: no traffic in the same window one and seven days earlier, so no noise floor is used`,
  ];
}

/** So is a pattern that matches none of the routes that there are. */
function unusedPatterns({ reference, candidate, policy }: Comparison): string[] {
  const routes = [...requestsOf(reference).byRoute.keys(), ...requestsOf(candidate).byRoute.keys()];
  if (routes.length === 0) return [];
  return policy.ignoredRoutes
    .filter((pattern) => !routes.some((route) => isIgnoredRoute(route, [pattern])))
    .map((pattern) => `routes.ignore: no route of this run matches “${pattern}”`);
}

/** Judges a candidate against a reference and gives the verdict; the same comparison and run always give the same bytes. */
export function judge(given: Comparison, run: Run): Verdict {
  const comparison = { ...given, reference: inOrder(given.reference), candidate: inOrder(given.candidate) };
  const { reference, candidate, policy } = comparison;
  const findings = accept(comparison, [...allFindings(comparison), ...guardFindings(comparison)]);
  const remarks = [
    ...remarksOf(reference),
    ...remarksOf(candidate),
    ...noiseRemark(comparison),
    ...staleRemarks(comparison),
    ...unusedWaivers(policy, findings),
    ...unusedPatterns(comparison),
    ...activityRemark(comparison),
  ];
  const windows = {
    reference: { environment: reference.environment, ...reference.window },
    candidate: { environment: candidate.environment, ...candidate.window },
  };
  return verdictOf({ question: policy.question, subject: candidate.subject, windows, findings, remarks }, run);
}
