import type { GateReason } from '../model/gate/gate-answer.ts';
import type { EvidenceLink } from '../model/gate/gate-input.ts';

type Said = Pick<GateReason, 'input' | 'code' | 'message'> & {
  readonly until?: string | null;
  readonly links?: readonly EvidenceLink[];
};

/** The instant as text; null for one that never comes or is none. */
export function instantText(instant: number | null): string | null {
  return instant === null || Number.isNaN(new Date(instant).getTime()) ? null : new Date(instant).toISOString();
}

/** Makes a reason with an effect. */
export function say(effect: GateReason['effect'], { until = null, links = [], ...said }: Said): GateReason {
  return { ...said, effect, until, links: [...links] };
}
