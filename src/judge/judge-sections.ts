import type { Dimension } from '../model/dimension.ts';
import type { Finding } from '../model/finding.ts';
import type { Profile, Section } from '../model/profile.ts';
import { isUnreachable, type ReasonCode } from '../model/reason-codes.ts';
import type { Comparison } from './comparison.ts';
import { makeFinding } from './make-finding.ts';
import { requestsOf } from './requests.ts';

/** Dimensions that every profile of behaviour must hold. */
export const behaviour = ['latency', 'errors', 'resources'] as const satisfies readonly Dimension[];
type Behaviour = (typeof behaviour)[number];

/** Why a dimension, or a whole comparison, is not measured. */
export interface Gap {
  readonly reason: ReasonCode;
  readonly message: string;
}

interface Seen {
  readonly role: 'reference' | 'candidate';
  readonly profile: Profile;
  readonly isIdle: boolean;
}

function gapOf({ role, profile, isIdle }: Seen, dimension: Behaviour): Gap | null {
  const section: Section | undefined = profile.sections[dimension];
  if (section === undefined)
    return { reason: 'not-collected', message: `the profile of ${profile.environment} has no ${dimension} section` };
  // A warning of the server (a store of a federation did not answer, say) means that an unknown part of the data is missing.
  const isIncomplete = section.status === 'partial' && section.reason === 'server-warning';
  if (section.status !== 'unavailable' && !isIncomplete) {
    return isIdle && dimension !== 'resources'
      ? { reason: `no-${role}-traffic`, message: `${profile.environment} served no request in its window` }
      : null;
  }
  return {
    reason: section.reason ?? 'not-collected',
    message: `${profile.environment}: ${section.message ?? 'not available'}`,
  };
}

/** One finding per dimension that a side could not deliver; an unreachable provider is an error, never a difference. */
export function judgeSections(comparison: Comparison): Finding[] {
  const sides = (['reference', 'candidate'] as const).map((role): Seen => {
    const profile = comparison[role];
    return { role, profile, isIdle: requestsOf(profile).total === 0 };
  });
  return behaviour.flatMap((dimension) => {
    const gaps = sides.map((side) => gapOf(side, dimension)).filter((gap) => gap !== null);
    const gap = gaps.find((one) => isUnreachable(one.reason)) ?? gaps[0];
    if (gap === undefined) return [];
    return [
      makeFinding(comparison, {
        dimension,
        check: 'evidence',
        route: null,
        status: isUnreachable(gap.reason) ? 'error' : 'unmeasured',
        severity: 'warn',
        reasonCode: gap.reason,
        message: gaps.map((one) => one.message).join('; '),
      }),
    ];
  });
}
