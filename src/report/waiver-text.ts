import type { Finding } from '../model/finding.ts';

/**
 * Why a difference is accepted, by whom and until when.
 *
 * @example waiverText({ waiver: { reason: 'profiling is on', owner: 'team-platform', expires: '2026-12-31' }, message: '' }) // 'profiling is on (team-platform, until 2026-12-31)'
 */
export function waiverText({ waiver, message }: Pick<Finding, 'waiver' | 'message'>): string {
  return waiver === null ? message : `${waiver.reason} (${waiver.owner}, until ${waiver.expires})`;
}
