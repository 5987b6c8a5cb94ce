import type { Remark, Section } from '../../model/profile.ts';
import { emptySection, type Gap, sectionPerTopic } from '../empty-section.ts';
import { readJsonFile } from '../file/read-text-file.ts';
import { sectionStatus } from '../section-status.ts';
import type { Collected, CollectRequest, Source, Topic } from '../source.ts';
import { parseSummary } from './parse-summary.ts';
import type { Summary } from './summary.ts';
import { type Asked, summaryEvidence } from './summary-evidence.ts';
import { summaryRemarks } from './summary-remarks.ts';
import { requestCount, type SummaryRoutes, summaryRoutes } from './summary-routes.ts';
import { summaryTime } from './summary-time.ts';

const name = 'k6-summary';
const wanted = 'the JSON of handleSummary(data), --summary-export or --new-machine-readable-summary';

export interface K6SummarySettings {
  readonly file: string;
  /** Budget of metrics, sub-metrics counted. */
  readonly maxSeries: number;
}

/**
 * A source that reads the end-of-test summary of k6, in any of its three formats.
 *
 * Its window is the time of the test, whatever window is asked for, and it has no past.
 */
export function createK6SummarySource(settings: K6SummarySettings): Source {
  return { name, collect: (request) => collect(settings, request) };
}

async function collect({ file, maxSeries }: K6SummarySettings, request: CollectRequest): Promise<Collected> {
  if (request.dryRun) return withoutEvidence(request, { reason: 'not-collected', message: `would read ${file}` });
  if (request.daysEarlier !== undefined)
    return withoutEvidence(request, { reason: 'no-history', message: `${file} has no past` });
  const read = await readJsonFile(file);
  if (!read.ok) return withoutEvidence(request, read);
  const summary = parseSummary(read.json);
  if (summary === null)
    return withoutEvidence(request, { reason: 'bad-response', message: `${file} is not ${wanted}` });
  const { size } = summary.metrics;
  if (size === 0) return withoutEvidence(request, { reason: 'source-empty', message: `${file} holds no metrics` });
  if (size > maxSeries)
    return withoutEvidence(request, { reason: 'over-budget', message: `${file} holds ${size} metrics` });
  const time = summaryTime(summary, read.modifiedAt);
  return { ...answer(summary, { request, file, timed: time.window !== undefined }), ...time };
}

function withoutEvidence({ topics }: CollectRequest, gap: Gap): Collected {
  return { sections: sectionPerTopic(topics, () => emptySection(name, gap)), queries: {} };
}

const queried = { latency: 'http_req_duration', errors: 'http_req_failed' } as const;

function answer(
  summary: Summary,
  { request, file, timed }: { request: CollectRequest; file: string; timed: boolean },
): Collected {
  const routes = summaryRoutes(summary);
  const remarks = [...summaryRemarks(summary, routes), ...(timed ? [] : [untimed])];
  const key = (topic: 'latency' | 'errors') => `${request.side}/k6-${topic}`;
  const section = (topic: Topic): Section => {
    if (topic !== 'latency' && topic !== 'errors') return emptySection(name, notIn(topic));
    const measure = topic === 'latency' ? 'latency' : 'requests';
    return sectionOf({ measure, source: name, query: key(topic) }, routes, remarks);
  };
  const queries = (['latency', 'errors'] as const).map((topic) => [
    key(topic),
    `${queried[topic]} in ${file} (${summary.format})`,
  ]);
  return { sections: sectionPerTopic(request.topics, section), queries: Object.fromEntries(queries) };
}

const untimed: Remark = {
  reason: 'no-series',
  message:
    'the summary does not tell how long the test ran (no duration, no counter with its rate): taken for the window that was asked for',
};

function notIn(topic: Topic): Gap {
  return { reason: 'no-series', message: `a k6 summary holds no ${topic}: it was written by the load generator` };
}

/** Per route where there are routes, else the total: judged together they would count every request twice. */
function sectionOf(asked: Asked, { total, routes }: SummaryRoutes, remarks: Remark[]): Section {
  const field = asked.measure === 'latency' ? 'duration' : 'failed';
  if (requestCount(total) === 0) return emptySection(name, { reason: 'source-empty', message: 'k6 sent no request' });
  const hasRoutes = routes.some((route) => route[field] !== undefined);
  const evidence = (hasRoutes ? routes : [total]).map((route) => summaryEvidence(asked, route));
  return { ...sectionStatus(evidence), source: name, convention: null, remarks, evidence };
}
