/** Writes the same k6 run in each of k6's three formats, so that every test can run over all of them. */

export interface K6Route {
  readonly name: string;
  /** Median and p(95) in milliseconds; null is what k6 writes for NaN. */
  readonly med: number | null;
  readonly p95: number | null;
  readonly p99?: number;
  readonly failed: number | null;
  readonly count: number;
}

export const formats = ['handleSummary', 'summary-export', 'machine-readable'] as const;
export type Format = (typeof formats)[number];

interface Metric {
  readonly type: 'trend' | 'rate' | 'counter';
  readonly values: Readonly<Record<string, number | null>>;
}

const total = (routes: readonly K6Route[]): K6Route => ({
  name: '',
  med: routes[0]?.med ?? 0,
  p95: routes[0]?.p95 ?? 0,
  failed: routes.reduce((sum, route) => sum + (route.failed ?? 0), 0),
  count: routes.reduce((sum, route) => sum + route.count, 0),
});

function metricsOf(route: K6Route, tags: string): [string, Metric][] {
  const { med, p95, p99, failed, count } = route;
  const tail = p99 === undefined ? {} : { 'p(99)': p99 };
  const passes = failed;
  const fails = failed === null ? null : count - failed;
  const rate = failed === null || count === 0 ? 0 : failed / count;
  return [
    [
      `http_req_duration${tags}`,
      { type: 'trend', values: { avg: med, min: 0, med, max: p95, 'p(90)': p95, 'p(95)': p95, ...tail } },
    ],
    [`http_req_failed${tags}`, { type: 'rate', values: { rate, passes, fails } }],
    [`http_reqs${tags}`, { type: 'counter', values: { count, rate: count / 60 } }],
  ];
}

/** All metrics of a run by name: the totals, and sub-metrics per route. */
export function metricsByName(routes: readonly K6Route[]): Map<string, Metric> {
  return new Map([
    ...metricsOf(total(routes), ''),
    ...routes.flatMap((route) => metricsOf(route, `{name:${route.name}}`)),
  ]);
}

/** A run as k6 writes it. */
export function summaryOf(format: Format, metrics: ReadonlyMap<string, Metric>): unknown {
  const entries = [...metrics];
  switch (format) {
    case 'handleSummary':
      return {
        root_group: { name: '', path: '', id: 'd41d8', groups: [], checks: [] },
        options: {
          summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'],
          summaryTimeUnit: 's',
          noColor: false,
        },
        state: { isStdOutTTY: false, isStdErrTTY: false, testRunDurationMs: 60_000 },
        metrics: Object.fromEntries(entries.map(([name, metric]) => [name, { ...metric, contains: 'default' }])),
      };
    case 'summary-export':
      return {
        metrics: Object.fromEntries(
          entries.map(
            ([
              name,
              {
                type,
                values: { rate, ...values },
              },
            ]) => [
              name,
              type === 'rate' ? { value: rate, ...values } : { ...values, ...(rate === undefined ? {} : { rate }) },
            ],
          ),
        ),
        root_group: { name: '', groups: {}, checks: {} },
      };
    case 'machine-readable':
      return {
        version: '1.0.0',
        config: { duration: 60, execution: 'local', script: 'const token = "planted-in-the-script";' },
        metadata: { generated_at: '2026-11-20T09:00:00Z', k6_version: '2.2.0' },
        results: {
          checks: { metrics: [], results: [] },
          metrics: entries.map(([name, { type, values }]) => ({
            name,
            type,
            contains: 'default',
            values: renamed(type, values),
          })),
        },
      };
  }
}

function renamed(type: Metric['type'], values: Metric['values']): Record<string, number | null> {
  const { passes = 0, fails = 0, ...rest } = values;
  if (type === 'rate')
    return {
      matches: passes,
      total: passes === null || fails === null ? null : passes + fails,
      rate: rest['rate'] ?? 0,
    };
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name.replace(/[()]/g, ''), value]));
}
