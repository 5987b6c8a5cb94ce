import type { Finding } from '../../model/finding.ts';
import type { Role } from '../../model/sections/data/server.ts';
import { type DataComparison, dataFinding } from './data-comparison.ts';

/** Powers of a role, in words. */
function powersOf(role: Role): Map<string, boolean> {
  return new Map([
    ['is a superuser', role.superuser],
    ['bypasses row security', role.bypassesRowSecurity],
    ['may create roles', role.createsRoles],
    ['may create databases', role.createsDatabases],
    ['may replicate', role.replicates],
    ['may create tables', role.createsIn.length > 0],
    ['owns tables', role.owns > 0],
  ]);
}

const rest = { dimension: 'permissions', check: 'database-role', route: 'database role' } as const;

/** Compares what the application’s role may do: what works only because staging’s role may do everything fails in production. */
export function judgeRole(data: DataComparison): Finding[] {
  const { comparison, pair } = data;
  const { severity } = comparison.policy.rules['database-role'];
  const [left, right] = [pair.reference.role, pair.candidate.role];
  if (left === null || right === null) {
    const who = left === null ? comparison.reference.environment : comparison.candidate.environment;
    const message = `the role that the application connects as is not known in ${who}`;
    return [dataFinding(data, { ...rest, status: 'unmeasured', severity, reasonCode: 'role-unknown', message })];
  }
  const [ours, theirs] = [powersOf(left), powersOf(right)];
  const broader = [...theirs].flatMap(([power, has]) => (has && ours.get(power) !== true ? [power] : []));
  const narrower = [...ours].flatMap(([power, has]) => (has && theirs.get(power) !== true ? [power] : []));
  const said = (role: string, where: string, powers: readonly string[]) =>
    powers.length === 0 ? [] : [`“${role}” ${powers.join(', ')} only in ${where}`];
  const message = [
    ...said(right.name, comparison.candidate.environment, broader),
    ...said(left.name, comparison.reference.environment, narrower),
  ].join('; ');
  const passes = message === '';
  return [
    dataFinding(data, {
      ...rest,
      status: passes ? 'match' : 'diverged',
      severity: broader.length > 0 || passes ? severity : 'observe',
      reasonCode: passes ? 'within-tolerance' : 'outside-tolerance',
      message: passes ? 'the application’s role may do the same on both sides' : message,
    }),
  ];
}
