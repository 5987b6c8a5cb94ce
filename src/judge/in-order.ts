import type { Evidence } from '../model/evidence.ts';
import type { Profile, Sections } from '../model/profile.ts';

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function compareEvidence(one: Evidence, other: Evidence): number {
  return (
    compareText(one.measure, other.measure) ||
    compareText(one.scope.route ?? '', other.scope.route ?? '') ||
    compareText(one.scope.slice, other.scope.slice)
  );
}

function isSorted(evidence: readonly Evidence[]): boolean {
  return evidence.every((one, index) => index === 0 || compareEvidence(evidence[index - 1] ?? one, one) <= 0);
}

function sort(sections: Sections): Sections {
  const sorted: Sections = {};
  for (const [dimension, section] of Object.entries(sections) as [
    keyof Sections,
    NonNullable<Sections[keyof Sections]>,
  ][]) {
    sorted[dimension] = isSorted(section.evidence)
      ? section
      : { ...section, evidence: section.evidence.toSorted(compareEvidence) };
  }
  return sorted;
}

/** The same profile with its evidence in a fixed order, so that the order in which a server answered changes no byte of a verdict. */
export function inOrder(profile: Profile): Profile {
  return {
    ...profile,
    sections: sort(profile.sections),
    history: profile.history.map((past) => ({ ...past, sections: sort(past.sections) })),
  };
}
