import type { Finding } from '../../model/finding.ts';

type Said = Pick<Finding, 'required' | 'severity' | 'status' | 'reasonCode'>;

/** What a metric of a canary may do, where that is less than all: one that blocks without being required fails a release, and a pass does not wait for it. */
function roleOf({ required, severity }: Said): string | null {
  if (required) return null;
  return severity === 'block' ? 'may fail, not waited for' : 'warns only';
}

/**
 * What is said beside the name of a metric: why it is no match, and what it may do.
 *
 * @example canaryRole({ required: true, severity: 'block', status: 'unmeasured', reasonCode: 'canary-silent' }) // 'canary-silent, required'
 */
export function canaryRole(finding: Said): string | null {
  const role = roleOf(finding);
  switch (finding.status) {
    case 'match':
      return role;
    case 'unmeasured':
    case 'error':
      return `${finding.reasonCode}, ${role ?? 'required'}`;
    default:
      return role === null ? finding.reasonCode : `${finding.reasonCode}, ${role}`;
  }
}
