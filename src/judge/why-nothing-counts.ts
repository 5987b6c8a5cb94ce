import type { Evidence } from '../model/evidence.ts';
import type { Profile } from '../model/profile.ts';
import { windowSeconds } from '../model/window.ts';
import type { Comparison } from './comparison.ts';
import type { Gap } from './judge-sections.ts';
import { requestsIn } from './requests.ts';

/** A profile under seven days is fresh; over fourteen it says nothing about today. */
const staleDays = 7;
const voidDays = 14;
const day = 86_400_000;
/** So many requests, spread over so many buckets, never fall into the same ones twice by chance. */
const leastIdentical = { requests: 1000, buckets: 5 };

/** Days since a profile was collected. Its window may lie further back: the busiest comparable hour of four weeks. */
function ageInDays(profile: Profile, today: string): number {
  return (Date.parse(today) - Date.parse(profile.collectedAt.slice(0, 10))) / day;
}

function whyStale({ environment, collectedAt }: Profile): Gap {
  const date = collectedAt.slice(0, 10);
  return {
    reason: 'profile-stale',
    message: `the profile of ${environment} was collected on ${date}; after ${voidDays} days it says nothing about today`,
  };
}

/** Ends after it begins, was over (but for a clock that is an hour off) when it was collected, and not collected tomorrow. */
function isPlausible({ window, collectedAt }: Profile, today: string): boolean {
  const [from, to, collected] = [window.from, window.to, collectedAt].map((instant) => Date.parse(instant));
  if (from === undefined || to === undefined || collected === undefined) return false;
  return from < to && to <= collected + day / 24 && collected < Date.parse(today) + 2 * day;
}

function whyImplausible({ environment, window, collectedAt }: Profile): Gap {
  return {
    reason: 'implausible-time',
    message: `the window of ${environment} (${window.from} to ${window.to}, collected ${collectedAt}) cannot be right`,
  };
}

function whyShort({ environment, window }: Profile, leastSeconds: number): Gap {
  const [minutes, least] = [windowSeconds(window) / 60, leastSeconds / 60];
  return {
    reason: 'window-too-short',
    message: `the window of ${environment} is ${minutes.toFixed(0)} minutes; at least ${least.toFixed(0)} are needed (\`minimumLoad\`)`,
  };
}

/** The numbers alone: the same environment asked in two ways is still the same environment. */
const numbers = (evidence: readonly Evidence[]) =>
  JSON.stringify(evidence.map((one) => [one.scope, one.state === 'present' && one.value]));

/** Bucket counts that say something: neither none nor all of the requests of their route. */
function spread(evidence: readonly Evidence[]): number {
  return evidence.reduce((sum, one) => {
    if (one.state !== 'present' || one.value.kind !== 'histogram') return sum;
    const all = one.value.cumulative.at(-1) ?? 0;
    return sum + new Set(one.value.cumulative.filter((count) => count > 0 && count < all)).size;
  }, 0);
}

function haveSameLatencies(reference: Profile, candidate: Profile): boolean {
  const [left, right] = [reference, candidate].map((profile) => profile.sections.latency?.evidence ?? []);
  if (left === undefined || right === undefined || left.length !== right.length) return false;
  const count = (evidence: readonly Evidence[]) => evidence.reduce((sum, one) => sum + requestsIn(one), 0);
  // Counted first: writing out all evidence takes longer than judging it.
  const requests = count(left);
  if (!(requests >= leastIdentical.requests && requests === count(right))) return false;
  return spread(left) >= leastIdentical.buckets && numbers(left) === numbers(right);
}

/** What makes the comparison as a whole worthless, whatever the numbers say; null where nothing does. */
export function whyNothingCounts({ reference, candidate, policy, today }: Comparison): Gap | null {
  const isAboutLoad = policy.parts.includes('behaviour') || policy.parts.includes('traffic');
  if (isAboutLoad && haveSameLatencies(reference, candidate)) {
    const message = `${reference.environment} and ${candidate.environment} returned exactly the same numbers`;
    return { reason: 'identical-evidence', message };
  }
  const find = (passes: (profile: Profile) => boolean) => [reference, candidate].find((profile) => !passes(profile));
  const wrong = find((profile) => isPlausible(profile, today));
  if (wrong !== undefined) return whyImplausible(wrong);
  const old = find((profile) => ageInDays(profile, today) <= voidDays);
  if (old !== undefined) return whyStale(old);
  if (!isAboutLoad) return null;
  const short = find((profile) => windowSeconds(profile.window) >= policy.minimumLoadSeconds);
  return short === undefined ? null : whyShort(short, policy.minimumLoadSeconds);
}

/** What a reader should know about profiles that are no longer fresh. */
export function staleRemarks({ reference, candidate, today }: Comparison): string[] {
  return [reference, candidate]
    .map((profile) => ({ environment: profile.environment, days: ageInDays(profile, today) }))
    .filter(({ days }) => days > staleDays)
    .map(({ environment, days }) => `${environment}: the profile is ${days.toFixed(0)} days old; collect it again`);
}
