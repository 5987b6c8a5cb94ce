import type { Finding } from '../../model/finding.ts';
import type { Screen } from './screen.ts';

const checks = new Set(['common-factor', 'rank-correlation']);

/** What can be said about all routes together: the factor that they share, and whether the candidate ranks them like the reference. */
export function predictiveness(findings: readonly Finding[], screen: Screen): string[] {
  const lines = findings.filter(({ check }) => checks.has(check)).flatMap(({ message }) => screen.block('- ', message));
  return lines.length === 0 ? [] : [screen.style('bold', 'All routes together'), ...lines];
}
