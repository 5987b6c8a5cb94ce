import type { FakeAnswer, SeenRequest } from './start-fake-prometheus.ts';

/** One series of an instant query: labels and value as Prometheus writes it. */
export type FakeSeries = readonly [labels: Readonly<Record<string, string>>, value: string];

/** The answer of an instant query. */
export function vector(
  series: readonly FakeSeries[],
  notes: { warnings?: string[]; infos?: string[] } = {},
): FakeAnswer {
  const result = series.map(([metric, value]) => ({ metric, value: [1_763_640_000, value] }));
  return { body: { status: 'success', data: { resultType: 'vector', result }, ...notes } };
}

/** The answer of a query for names. */
export function names(values: readonly string[]): FakeAnswer {
  return { body: { status: 'success', data: values } };
}

/** What a scripted server holds; a query is answered by the first entry whose key stands in its text. */
export interface Holdings {
  readonly metrics: readonly string[];
  readonly labels: readonly string[];
  readonly queries: Readonly<Record<string, FakeAnswer>>;
}

/** Answers like a server that holds just this; anything else stays without an answer, which fails the test. */
export function holding({ metrics, labels, queries }: Holdings): (request: SeenRequest) => FakeAnswer | undefined {
  return ({ path, parameters }) => {
    if (path.endsWith('/api/v1/label/__name__/values')) return names(metrics);
    if (path.endsWith('/api/v1/labels')) return names(labels);
    const query = parameters.get('query') ?? '';
    return Object.entries(queries).find(([part]) => query.includes(part))?.[1];
  };
}
