import type { Evidence } from '../model/evidence.ts';
import type { Section } from '../model/profile.ts';

/** The status of a section by its evidence: the first gap says why it is not ok. */
export function sectionStatus(evidence: readonly Evidence[]): Pick<Section, 'status' | 'reason' | 'message'> {
  const gap = evidence.find((one) => one.state !== 'present');
  if (gap === undefined) return { status: 'ok', reason: null, message: null };
  const isPartial = evidence.some((one) => one.state === 'present');
  return { status: isPartial ? 'partial' : 'unavailable', reason: gap.reason, message: gap.message };
}
