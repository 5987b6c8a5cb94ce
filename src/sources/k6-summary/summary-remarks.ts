import type { Remark } from '../../model/profile.ts';
import type { Summary } from './summary.ts';
import { failedRequests } from './summary-evidence.ts';
import { requestCount, type SummaryRoutes } from './summary-routes.ts';

/** What a reader of the numbers should know: crossed thresholds, load that never came, requests of no named route. */
export function summaryRemarks(summary: Summary, routes: SummaryRoutes): Remark[] {
  return [...crossed(summary), ...dropped(summary), ...unnamed(routes), ...meaningOfFailed(routes)];
}

function crossed({ metrics }: Summary): Remark[] {
  return [...metrics].flatMap(([name, metric]) =>
    metric.crossed.map((threshold) => ({
      reason: 'threshold-crossed' as const,
      message: `k6: ${name} crossed its threshold ${threshold}`,
    })),
  );
}

function dropped({ metrics }: Summary): Remark[] {
  const count = metrics.get('dropped_iterations')?.values.get('count') ?? 0;
  if (!(count > 0)) return [];
  const message = `k6 dropped ${count} iterations for lack of virtual users: less load came than was planned`;
  return [{ reason: 'iterations-dropped', message }];
}

function unnamed({ total, routes }: SummaryRoutes): Remark[] {
  if (routes.length === 0) {
    const message =
      'the summary has no sub-metric with a tag name, such as http_req_duration{name:GET /x}: only totals are known';
    return [{ reason: 'no-route-label', message }];
  }
  const named = routes.reduce((sum, route) => sum + requestCount(route), 0);
  const all = requestCount(total);
  if (!(named < all * 0.99)) return [];
  return [
    { reason: 'no-route-label', message: `the named routes have ${named} of ${all} requests; the others are left out` },
  ];
}

function meaningOfFailed({ total }: SummaryRoutes): Remark[] {
  if (!(failedRequests(total.failed) > 0)) return [];
  const message = 'k6 counts every answer outside 200 to 399 as failed, unless the script says otherwise';
  return [{ reason: 'kind-mismatch', message }];
}
