import type { Finding } from '../model/finding.ts';

/** The findings of one dimension about one subject. */
export interface SubjectGroup {
  readonly worst: Finding;
  /** The other checks that tell the same story, for example p50 and p99 besides p95. */
  readonly others: readonly Finding[];
}

/**
 * Groups differences that are about the same thing, so that three quantiles of one slow route do not hide the other lies.
 *
 * The order of the findings decides which one speaks for its group, and the order of the groups.
 */
export function groupBySubject(findings: readonly Finding[]): SubjectGroup[] {
  return [...Map.groupBy(findings, topic).values()].flatMap(([worst, ...others]) =>
    worst === undefined ? [] : [{ worst, others }],
  );
}

/** What a difference is about: quantiles of one route belong together, and what its answers are; any other check is a thing of its own. */
export function topic({ dimension, check, subject }: Finding): string {
  const together = dimension === 'errors' || /^p\d+$/.test(check);
  return JSON.stringify(together ? [dimension, subject] : [dimension, subject, check]);
}
