import type { LoadResult } from '../model/load-result.ts';
import type { Section } from '../model/profile.ts';
import { emptySection, sectionPerTopic } from './empty-section.ts';
import type { Collected, CollectRequest, Source } from './source.ts';

/** A section with what its load script said of itself. */
function remarked(section: Section, { crossed, message }: LoadResult): Section {
  if (crossed.length === 0) return section;
  return { ...section, remarks: [...section.remarks, { reason: 'threshold-crossed', message: `load: ${message}` }] };
}

/**
 * A source of an environment that was loaded first: without a load that ran as planned its numbers are no evidence, and what
 * the load script crossed stands beside them.
 */
export function afterLoad(source: Source, load: LoadResult): Source {
  const { name } = source;
  const gap = { reason: 'load-not-measured', message: `${load.script}: ${load.message}` } as const;
  const collect = async (request: CollectRequest): Promise<Collected> => {
    if (load.outcome === 'not-measured')
      return { sections: sectionPerTopic(request.topics, () => emptySection(name, gap)), queries: {} };
    const collected = await source.collect(request);
    const { latency } = collected.sections;
    if (latency === undefined) return collected;
    return { ...collected, sections: { ...collected.sections, latency: remarked(latency, load) } };
  };
  return { name, collect };
}
