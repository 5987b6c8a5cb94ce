import type { Section } from '../../model/profile.ts';
import type { Gap } from '../empty-section.ts';
import { type Collection, frameOf, lackOf } from './collection.ts';
import type { Match } from './convention.ts';
import { histogramEvidence } from './histogram-evidence.ts';
import { forLatency } from './match-conventions.ts';
import type { Rows } from './prometheus-answer.ts';
import { type Frame, histogramQuery, summaryQuery } from './request-queries.ts';
import { hasRoutes } from './scopes.ts';
import { answered, choiceRemarks, sourceName, unavailable } from './sections.ts';
import { summaryEvidence } from './summary-evidence.ts';

/** What a convention measures latency with. */
export type Latency = NonNullable<Match['latency']>;

/** The one query for latency, whatever the kind of the metric. */
export function latencyQuery({ metric, kind }: Latency, frame: Frame): string {
  return kind === 'histogram' ? histogramQuery(metric, frame) : summaryQuery(metric, frame);
}

/**
 * Collects response times: one query, unless the first matching convention has no series in the window; then the next is asked.
 *
 * (The index of names is coarser than the window: a name may be listed whose series ended before it.)
 */
export async function collectLatency(collection: Collection): Promise<Section> {
  const candidates = forLatency(collection.found.matches);
  for (const [index, match] of candidates.entries()) {
    const { latency, convention } = match;
    if (latency === null) continue;
    const name = index === 0 ? 'latency' : `latency/${convention.id}`;
    const answer = await collection.ask(name, latencyQuery(latency, frameOf(collection, match)));
    if (!answer.ok) return unavailable(answer, convention.id);
    if (answer.value.rows.length > 0) return read(collection, { match, latency, name, answer: answer.value });
  }
  return emptyLatency(collection, candidates);
}

function emptyLatency(collection: Collection, [first]: readonly Match[]): Section {
  if (first === undefined || first.latency === null) {
    return unavailable(lackOf(collection, 'histogram or summary of request durations'));
  }
  const { metric, kind } = first.latency;
  const gap: Gap =
    kind === 'summary'
      ? {
          reason: 'no-series',
          message: `${metric} has neither classic buckets nor quantiles in this window (native histograms are not read)`,
        }
      : { reason: 'source-empty', message: `${metric} has no series in this window` };
  return unavailable(gap, first.convention.id);
}

interface Answered {
  readonly match: Match;
  readonly latency: Latency;
  readonly name: string;
  readonly answer: Rows;
}

function read(collection: Collection, { match, latency, name, answer }: Answered): Section {
  const { grouping } = frameOf(collection, match);
  const origin = { source: sourceName, query: collection.key(name), grouping };
  const { evidence, remarks } =
    latency.kind === 'histogram'
      ? histogramEvidence(answer.rows, latency.unit, origin)
      : { evidence: summaryEvidence(answer.rows, latency.unit, origin), remarks: [] };
  const choice = choiceRemarks(match, collection.found.matches, hasRoutes(answer.rows, grouping));
  return answered(answer, {
    convention: match.convention.id,
    evidence: [...evidence],
    remarks: [...choice, ...remarks],
  });
}
