import type { Profile, Section, Sections } from '../../model/profile.ts';
import { emptySection, sectionPerTopic } from '../empty-section.ts';
import type { Collected, CollectRequest, Source, Topic } from '../source.ts';
import { readProfile } from './read-profile.ts';

const name = 'recorded';

/**
 * A source that answers from a profile recorded earlier, whatever window is asked for: it says which one it holds.
 *
 * A side's past is answered only from the profile's `history`, so that a recording never serves as its own past.
 */
export function createRecordedSource(file: string): Source {
  return {
    name,
    async collect(request) {
      if (request.dryRun) return withoutEvidence(request, { reason: 'not-collected', message: `would read ${file}` });
      const read = await readProfile(file);
      return read.ok ? answer(read.profile, request) : withoutEvidence(request, read);
    },
  };
}

function withoutEvidence({ topics }: CollectRequest, gap: Parameters<typeof emptySection>[1]): Collected {
  return { sections: sectionPerTopic(topics, () => emptySection(name, gap)), queries: {} };
}

function answer(profile: Profile, request: CollectRequest): Collected {
  const { daysEarlier, topics } = request;
  const moment = daysEarlier === undefined ? profile : profile.history.find((past) => past.daysEarlier === daysEarlier);
  if (moment === undefined) {
    const message = `the profile holds no history of ${daysEarlier} days earlier`;
    return withoutEvidence(request, { reason: 'no-history', message });
  }
  const { sections, window } = moment;
  return {
    sections: sectionPerTopic(topics, (topic) => recordedSection(sections, topic)),
    queries: profile.queries,
    window,
    collectedAt: profile.collectedAt,
  };
}

function recordedSection(sections: Sections, topic: Topic): Section {
  const section = topic === 'arrivals' ? undefined : sections[topic];
  if (section === undefined) {
    return emptySection(name, { reason: 'not-collected', message: `the recorded profile has no section "${topic}"` });
  }
  return { ...section, source: name, evidence: section.evidence.map((evidence) => ({ ...evidence, source: name })) };
}
