import type { Dimension } from '../model/dimension.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import type { Profile, Section } from '../model/profile.ts';
import { isUnreachable, type ReasonCode } from '../model/reason-codes.ts';
import { windowSeconds } from '../model/window.ts';
import type { Comparison } from './comparison.ts';
import { makeFinding } from './make-finding.ts';
import { requestsOf } from './requests.ts';

/** Dimensions that every profile of behaviour must hold. */
export const behaviour = ['latency', 'errors', 'resources'] as const satisfies readonly Dimension[];
type Behaviour = (typeof behaviour)[number];

interface Gap {
  readonly reason: ReasonCode;
  readonly message: string;
}

/** A profile under seven days is fresh; over fourteen it says nothing about today. */
const staleDays = 7;
const voidDays = 14;

interface Seen {
  readonly role: 'reference' | 'candidate';
  readonly profile: Profile;
  readonly isIdle: boolean;
}

function gapOf({ role, profile, isIdle }: Seen, dimension: Behaviour): Gap | null {
  const section: Section | undefined = profile.sections[dimension];
  if (section === undefined)
    return { reason: 'not-collected', message: `the profile of ${profile.environment} has no ${dimension} section` };
  if (section.status !== 'unavailable') {
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

/** What makes the comparison as a whole worthless, whatever the numbers say; null where nothing does. */
export function whyNothingCounts(comparison: Comparison): Gap | null {
  const { reference, candidate, policy } = comparison;
  if (areSameNumbers(reference, candidate)) {
    return {
      reason: 'identical-evidence',
      message: `${reference.environment} and ${candidate.environment} returned exactly the same numbers`,
    };
  }
  const old = [reference, candidate].find((profile) => !(ageInDays(profile, comparison.today) <= voidDays));
  if (old !== undefined) {
    return {
      reason: 'profile-stale',
      message: `the profile of ${old.environment} was collected on ${old.collectedAt.slice(0, 10)}; after ${voidDays} days it says nothing about today`,
    };
  }
  const short = [reference, candidate].find((profile) => !(windowSeconds(profile.window) >= policy.minimumLoadSeconds));
  if (short !== undefined) {
    const [minutes, least] = [windowSeconds(short.window) / 60, policy.minimumLoadSeconds / 60];
    return {
      reason: 'window-too-short',
      message: `the window of ${short.environment} is ${minutes.toFixed(0)} minutes; at least ${least.toFixed(0)} are needed (\`minimumLoad\`)`,
    };
  }
  return null;
}

/** Days since a profile was collected. Its window may lie further back: the busiest comparable hour of four weeks. */
function ageInDays(profile: Profile, today: string): number {
  return (Date.parse(today) - Date.parse(profile.collectedAt.slice(0, 10))) / 86_400_000;
}

/** What a reader should know about profiles that are no longer fresh. */
export function staleRemarks({ reference, candidate, today }: Comparison): string[] {
  return [reference, candidate]
    .filter((profile) => ageInDays(profile, today) > staleDays)
    .map(
      (profile) =>
        `${profile.environment}: the profile is ${ageInDays(profile, today).toFixed(0)} days old; collect it again`,
    );
}

/** Totals are compared first: writing out all evidence takes longer than judging it. */
function areSameNumbers(reference: Profile, candidate: Profile): boolean {
  const requests = requestsOf(reference).total;
  if (!(requests > 0) || requests !== requestsOf(candidate).total) return false;
  const numbers = (profile: Profile) =>
    JSON.stringify(behaviour.map((dimension) => profile.sections[dimension]?.evidence.map(withoutQuery)));
  return numbers(reference) === numbers(candidate);
}

/** The numbers alone: the same environment asked in two ways is still the same environment. */
const withoutQuery = (evidence: Evidence) => ({ ...evidence, query: null, source: '' });
