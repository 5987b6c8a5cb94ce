import type { Finding } from '../../model/finding.ts';

/** What a metric of a canary may do, where that is less than all: one that blocks without being required fails a release, and a pass does not wait for it. */
export function canaryRole({ required, severity }: Pick<Finding, 'required' | 'severity'>): string | null {
  if (required) return null;
  return severity === 'block' ? 'may fail, not waited for' : 'warns only';
}
