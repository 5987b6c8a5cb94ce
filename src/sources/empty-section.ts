import type { Section } from '../model/profile.ts';
import type { ReasonCode } from '../model/reason-codes.ts';
import type { Topic } from './source.ts';

/** Why there is no evidence. */
export interface Gap {
  readonly reason: ReasonCode;
  readonly message: string;
}

/** A section without evidence, and why. */
export function emptySection(source: string, { reason, message }: Gap): Section {
  return { status: 'unavailable', reason, message, source, convention: null, remarks: [], evidence: [] };
}

/** A section for each topic, made by `make`. */
export function sectionPerTopic(
  topics: readonly Topic[],
  make: (topic: Topic) => Section,
): Partial<Record<Topic, Section>> {
  return Object.fromEntries(topics.map((topic) => [topic, make(topic)]));
}
