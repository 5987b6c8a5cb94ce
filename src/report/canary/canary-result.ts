import type { Finding } from '../../model/finding.ts';

/** How one metric of a canary ended, in one word, and the tone of a page or a screen for it. */
export interface CanaryResult {
  readonly word: string;
  readonly tone: 'pass' | 'fail' | 'warn' | 'inconclusive';
}

/**
 * Names the end of a metric; a metric that stops nothing has no FAIL.
 *
 * @example canaryResult({ status: 'match', severity: 'block' }).word // 'PASS'
 */
export function canaryResult({ status, severity }: Pick<Finding, 'status' | 'severity'>): CanaryResult {
  switch (status) {
    case 'match':
      return { word: 'PASS', tone: 'pass' };
    case 'accepted':
      return { word: 'ACCEPTED', tone: 'pass' };
    case 'diverged':
      return severity === 'block' ? { word: 'FAIL', tone: 'fail' } : { word: 'WARN', tone: 'warn' };
    case 'unmeasured':
    case 'error':
      return { word: 'OPEN', tone: 'inconclusive' };
  }
}
