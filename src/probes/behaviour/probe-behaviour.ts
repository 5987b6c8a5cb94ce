import type { Past, Section, Sections } from '../../model/profile.ts';
import { earlier } from '../../model/window.ts';
import type { Collected, Source, Topic } from '../../sources/source.ts';
import type { Probed, ProbedSide } from '../probe.ts';

const day = 86_400;
const topics: readonly Topic[] = ['latency', 'errors', 'resources'];
/** The reference one and seven days earlier: how much it differs from itself. */
const pastDays = [1, 7] as const;

function sectionsOf({ sections }: Collected): Sections {
  const kept: Sections = {};
  for (const topic of ['latency', 'errors', 'resources'] as const) {
    const section = sections[topic];
    if (section !== undefined) kept[topic] = section;
  }
  return kept;
}

const hasEvidence = (section: Section | undefined) =>
  section?.evidence.some((evidence) => evidence.state === 'present') ?? false;

async function collectPast(
  side: SourcedSide,
  daysEarlier: number,
): Promise<{ past: Past | null; collected: Collected }> {
  const asked = earlier(side.window, daysEarlier * day);
  const collected = await side.source.collect({
    side: `${side.environment}-${daysEarlier}d`,
    window: asked,
    daysEarlier,
    topics: ['latency', 'errors'],
    dryRun: side.dryRun,
  });
  const sections = sectionsOf(collected);
  const useful = hasEvidence(sections.latency) || hasEvidence(sections.errors);
  return { past: useful ? { daysEarlier, window: collected.window ?? asked, sections } : null, collected };
}

type SourcedSide = ProbedSide & { readonly source: Source };

/** Measures latency, errors and resources of one side from its source, and the reference's past for the noise floor. */
export async function probeBehaviour(side: ProbedSide): Promise<Probed> {
  const { source } = side;
  if (source === null) return { sections: {}, window: side.window, history: [], queries: {} };
  return measure({ ...side, source });
}

async function measure(side: SourcedSide): Promise<Probed> {
  const { environment, window, source, dryRun } = side;
  side.progress(`${environment}: ${dryRun ? 'would ask' : 'asking'} ${source.name} for ${window.from} to ${window.to}`);
  const [now, ...pasts] = await Promise.all([
    source.collect({ side: environment, window, topics, dryRun }),
    ...(side.history ? pastDays.map((days) => collectPast(side, days)) : []),
  ]);
  side.progress(`${environment}: done`);
  return {
    sections: sectionsOf(now),
    window: now.window ?? window,
    ...(now.collectedAt === undefined ? {} : { collectedAt: now.collectedAt }),
    history: pasts.flatMap(({ past }) => (past === null ? [] : [past])),
    queries: Object.assign({}, now.queries, ...pasts.map(({ collected }) => collected.queries)),
  };
}
