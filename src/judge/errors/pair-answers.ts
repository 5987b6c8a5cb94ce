import type { Evidence } from '../../model/evidence.ts';
import type { Profile, Sections } from '../../model/profile.ts';
import type { Comparison } from '../comparison.ts';
import { isIgnoredRoute } from '../is-ignored-route.ts';
import { pairScopes } from '../pair-scopes.ts';
import { type Answers, answersIn } from './status-counts.ts';

/** How requests ended on both sides of one route. */
export interface AnswersPair {
  readonly route: string | null;
  readonly slice: string;
  readonly reference: Answers;
  readonly candidate: Answers;
  /** Largest difference of the reference's error rate against its own past; null without history. */
  readonly floor: number | null;
  readonly note: string;
  readonly from: readonly [Evidence, Evidence];
}

/** The evidence of how requests ended. */
export const requestEvidenceIn = (sections: Sections) =>
  (sections.errors?.evidence ?? []).filter((evidence) => evidence.measure === 'requests');

/** Past error rates of the reference by route. */
function pastRates(reference: Profile, minimum: number): Map<string | null, number[]> {
  const past = reference.history.flatMap((one) => requestEvidenceIn(one.sections));
  const byRoute = Map.groupBy(past, (evidence) => evidence.scope.route);
  return new Map(
    [...byRoute].map(([route, evidence]) => [
      route,
      evidence.flatMap((one) => {
        const answers = answersIn(one);
        return answers !== undefined && answers.total >= minimum ? [answers.bad / answers.total] : [];
      }),
    ]),
  );
}

/** Pairs the request evidence of both sides by route; ignored routes, and routes that only one side serves, are left out. */
export function pairAnswers(comparison: Comparison): AnswersPair[] {
  const { reference, candidate, policy } = comparison;
  const past =
    policy.question === 'fidelity'
      ? pastRates(reference, policy.rules['error-rate'].minimum)
      : new Map<string | null, number[]>();
  return pairScopes(requestEvidenceIn(reference.sections), requestEvidenceIn(candidate.sections)).flatMap((pair) => {
    if (
      pair.reference === undefined ||
      pair.candidate === undefined ||
      isIgnoredRoute(pair.route, policy.ignoredRoutes)
    )
      return [];
    const [left, right] = [answersIn(pair.reference), answersIn(pair.candidate)];
    if (left === undefined || right === undefined) return [];
    const changes = (past.get(pair.route) ?? []).map((rate) => Math.abs(rate - left.bad / left.total));
    const floor = changes.length === 0 ? null : Math.max(...changes);
    return [
      {
        route: pair.route,
        slice: pair.slice,
        reference: left,
        candidate: right,
        floor,
        note: '',
        from: [pair.reference, pair.candidate],
      },
    ];
  });
}

/** Answers of several routes together, each route weighted; counts are scaled to the effective sample size. */
function weighted(parts: readonly Answers[], weights: readonly number[]): Answers {
  const share = parts.reduce((sum, part, index) => sum + (weights[index] ?? 0) * (part.bad / part.total), 0);
  const total = 1 / parts.reduce((sum, part, index) => sum + (weights[index] ?? 0) ** 2 / part.total, 0);
  const unknown = parts.reduce((sum, part, index) => sum + (weights[index] ?? 0) * (part.unknown / part.total), 0);
  return { bad: share * total, total, unknown: unknown * total, classes: null };
}

/**
 * Both sides over the given routes, the candidate's routes weighted by the reference's mix (direct standardisation).
 *
 * @returns null where no route has requests on both sides
 */
export function totalAnswers(pairs: readonly AnswersPair[], note: string): AnswersPair | null {
  const served = pairs.filter((pair) => pair.route !== null && pair.reference.total > 0 && pair.candidate.total > 0);
  const [first] = served;
  if (first === undefined) return null;
  const all = served.reduce((sum, pair) => sum + pair.reference.total, 0);
  const weights = served.map((pair) => pair.reference.total / all);
  return {
    route: null,
    slice: '',
    reference: {
      bad: served.reduce((sum, pair) => sum + pair.reference.bad, 0),
      total: all,
      unknown: served.reduce((sum, pair) => sum + pair.reference.unknown, 0),
      classes: null,
    },
    candidate: weighted(
      served.map((pair) => pair.candidate),
      weights,
    ),
    floor: null,
    note,
    from: first.from,
  };
}
