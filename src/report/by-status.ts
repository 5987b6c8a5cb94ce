import type { Finding } from '../model/finding.ts';

export interface FindingsByStatus {
  readonly diverged: readonly Finding[];
  /** Not measured, or not judged because of an error. */
  readonly unmeasured: readonly Finding[];
  readonly accepted: readonly Finding[];
  readonly matches: readonly Finding[];
}

/** Sorts findings into what every report has a part for; the order within each part stays. */
export function byStatus(findings: readonly Finding[]): FindingsByStatus {
  return {
    diverged: findings.filter(({ status }) => status === 'diverged'),
    unmeasured: findings.filter(({ status }) => status === 'unmeasured' || status === 'error'),
    accepted: findings.filter(({ status }) => status === 'accepted'),
    matches: findings.filter(({ status }) => status === 'match'),
  };
}
