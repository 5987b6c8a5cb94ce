import type { Finding } from '../model/finding.ts';
import { formatCount, formatValue } from '../model/format-value.ts';
import { type CheckName, checks } from '../model/policy.ts';
import { isUnreachable, type ReasonCode } from '../model/reason-codes.ts';
import type { Comparison } from './comparison.ts';
import { unknownCounts } from './errors/unknown-answers.ts';
import { isIgnoredRoute } from './is-ignored-route.ts';
import { makeFinding } from './make-finding.ts';
import { requestsOf } from './requests.ts';

const isMeasured = (finding: Finding) => finding.status !== 'unmeasured' && finding.status !== 'error';

function isCheckName(name: string): name is CheckName {
  return Object.hasOwn(checks, name);
}

/** Requests of the reference by route, without what is left out on purpose. */
function judgedRequests({ reference, policy }: Comparison): ReadonlyMap<string, number> {
  const routes = [...requestsOf(reference).byRoute];
  return new Map(routes.filter(([route]) => !isIgnoredRoute(route, policy.ignoredRoutes)));
}

/** Share of the reference's requests on routes where the check was measured; for a service without routes 1 or 0 by its total. */
function measuredShare(comparison: Comparison, findings: readonly Finding[]): number {
  const requests = judgedRequests(comparison);
  const routes = [...requests.values()].reduce((sum, count) => sum + count, 0);
  const total = findings.find((finding) => finding.subject === 'total');
  const perRoute = findings.filter((finding) => finding.subject !== 'total');
  if (perRoute.length === 0 || routes === 0) return total !== undefined && isMeasured(total) ? 1 : 0;
  const measured = perRoute.filter(isMeasured).reduce((sum, finding) => sum + requestsOn(finding.subject, requests), 0);
  return measured / routes;
}

/** An error rate is pooled over routes without loss, so its total speaks for every route but those of which a side knows no counts. */
function pooledShare(comparison: Comparison, total: Finding, findings: readonly Finding[]): number {
  if (!isMeasured(total)) return 0;
  const requests = judgedRequests(comparison);
  const all = [...requests.values()].reduce((sum, count) => sum + count, 0);
  const unknown = findings.filter((finding) => finding.detail?.kind === unknownCounts);
  return all === 0 ? 1 : 1 - unknown.reduce((sum, finding) => sum + requestsOn(finding.subject, requests), 0) / all;
}

/** Requests on the route of a subject, which carries the region or release that spoke in parentheses behind it. */
function requestsOn(subject: string, requests: ReadonlyMap<string, number>): number {
  const own = requests.get(subject);
  if (own !== undefined || !subject.endsWith(')')) return own ?? 0;
  const routes = [...requests.keys()].filter((route) => subject.startsWith(`${route} (`));
  const longest = routes.reduce((one, other) => (other.length > one.length ? other : one), '');
  return requests.get(longest) ?? 0;
}

/** The reason that most of the unmeasured findings give; a provider that gave no answer comes before all others. */
function commonest(findings: readonly Finding[]): ReasonCode {
  const open = findings.filter((finding) => !isMeasured(finding));
  const unreachable = open.find((finding) => isUnreachable(finding.reasonCode));
  if (unreachable !== undefined) return unreachable.reasonCode;
  const byReason = [...Map.groupBy(open, (finding) => finding.reasonCode)];
  const [first] = byReason.sort(([one, a], [other, b]) => b.length - a.length || (one < other ? -1 : 1));
  return first?.[0] ?? 'not-collected';
}

/** Tables, columns and settings carry no requests: each counts as much. */
function requireCounted(comparison: Comparison, name: CheckName, own: readonly Finding[]): Finding {
  const measured = own.filter(isMeasured).length;
  const least = comparison.policy.requiredShare;
  const enough = own.length > 0 && measured / own.length >= least;
  return makeFinding(comparison, {
    dimension: checks[name],
    check: `${name}-measured`,
    route: null,
    status: enough ? 'match' : 'unmeasured',
    severity: 'warn',
    reasonCode: enough ? 'within-tolerance' : commonest(own),
    message: `${name} was measured on ${formatCount(measured)} of ${formatCount(own.length)}; ${formatValue(least, 'share')} are required`,
    reference: { value: own.length, unit: '', n: null },
    candidate: { value: measured, unit: '', n: null },
  });
}

function requireCheck(comparison: Comparison, name: CheckName, findings: readonly Finding[]): Finding[] {
  // Where no route is missing there is no finding of it; the coverage is measured all the same.
  const check = name === 'missing-route' ? 'route-coverage' : name;
  const own = findings.filter((finding) => finding.check === check);
  const dimension = checks[name];
  const blocked = findings.some((finding) => finding.dimension === dimension && finding.check === 'evidence');
  if (blocked) return [];
  if (dimension === 'data' || dimension === 'permissions') return [requireCounted(comparison, name, own)];
  const total = own.find((finding) => finding.subject === 'total');
  const share =
    name === 'error-rate' && total !== undefined ? pooledShare(comparison, total, own) : measuredShare(comparison, own);
  const least = comparison.policy.requiredShare;
  const enough = share >= least;
  return [
    makeFinding(comparison, {
      dimension,
      check: `${name}-measured`,
      route: null,
      status: enough ? 'match' : 'unmeasured',
      severity: 'warn',
      reasonCode: enough ? 'within-tolerance' : commonest(own),
      message: `${name} was measured on routes that carry ${formatValue(share, 'share')} of ${comparison.reference.environment}’s requests; ${formatValue(least, 'share')} are required`,
      reference: { value: 1, unit: 'share', n: null },
      candidate: { value: share, unit: 'share', n: null },
    }),
  ];
}

/**
 * Marks what there is no pass without: for every required check, that it was measured on enough of the reference's requests,
 * and that its dimension was collected at all.
 */
export function requireChecks(comparison: Comparison, findings: readonly Finding[]): Finding[] {
  const required = comparison.policy.required;
  const names = required.map((address) => address.split('/')[1] ?? '');
  const marked = findings.map((finding) => {
    const needed =
      finding.check === 'evidence' && required.some((address) => address.startsWith(`${finding.dimension}/`));
    return needed || names.some((name) => !isCheckName(name) && name === finding.check)
      ? { ...finding, required: true }
      : finding;
  });
  const summaries = names.filter(isCheckName).flatMap((name) => requireCheck(comparison, name, findings));
  return [...marked, ...summaries.map((finding) => ({ ...finding, required: true }))];
}
