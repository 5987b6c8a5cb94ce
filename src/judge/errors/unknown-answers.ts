import type { Finding } from '../../model/finding.ts';
import type { Comparison } from '../comparison.ts';
import { isIgnoredRoute } from '../is-ignored-route.ts';
import { makeFinding, subjectName } from '../make-finding.ts';
import { pairScopes } from '../pair-scopes.ts';
import { worstOneSpeaks } from '../worst-one-speaks.ts';
import { requestEvidenceIn } from './pair-answers.ts';

/** Kind of the detail by which these findings are told from routes that only have too few requests. */
export const unknownCounts = 'unknown-counts';

/** The routes of which a side could not tell how requests ended (NaN, for example): each unmeasured with the reason that side gave. */
export function unknownAnswers(comparison: Comparison): Finding[] {
  const { reference, candidate, policy } = comparison;
  const pairs = pairScopes(requestEvidenceIn(reference.sections), requestEvidenceIn(candidate.sections));
  const findings = pairs.flatMap((pair) => {
    const unknown = [pair.reference, pair.candidate].find(
      (evidence) => evidence !== undefined && evidence.state !== 'present',
    );
    if (unknown === undefined || isIgnoredRoute(pair.route, policy.ignoredRoutes)) return [];
    const side = unknown === pair.reference ? reference : candidate;
    return [
      makeFinding(comparison, {
        dimension: 'errors',
        check: 'error-rate',
        route: pair.route,
        slice: pair.slice,
        status: 'unmeasured',
        severity: policy.rules['error-rate'].severity,
        reasonCode: unknown.reason,
        message: `${subjectName(pair.route, pair.slice)} error rate: ${side.environment}: ${unknown.message}`,
        detail: { kind: unknownCounts },
        from: [pair.reference, pair.candidate],
      }),
    ];
  });
  return worstOneSpeaks(findings);
}
