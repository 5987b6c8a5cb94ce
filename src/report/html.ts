import type { Verdict } from '../model/verdict.ts';
import { byStatus } from './by-status.ts';
import { acceptedList } from './html/accepted-list.ts';
import { allRoutes } from './html/all-routes.ts';
import { canaryBody } from './html/canary/canary-body.ts';
import { coverageBars } from './html/coverage-bars.ts';
import { differenceTable } from './html/difference-table.ts';
import { footer, queries, remarks } from './html/footer.ts';
import { guards } from './html/guards.ts';
import { heading } from './html/heading.ts';
import { type Html, markup, section } from './html/markup.ts';
import { notMeasured } from './html/not-measured.ts';
import { page } from './html/page.ts';
import { plans } from './html/plans.ts';
import { resourceChart } from './html/resource-chart.ts';
import { errorChart, latencyCharts } from './html/route-chart.ts';
import { scatter } from './html/scatter.ts';
import { worstCards } from './html/worst-cards.ts';
import { sideNames } from './side-names.ts';

/**
 * The verdict as one self-contained HTML page: no script, no external resource, light and dark, from 400 pixels to paper.
 *
 * Writes the verdict and the three worst findings first, then the charts, then what was not measured and why.
 */
export function html(verdict: Verdict): string {
  const title = `${verdict.decision.toUpperCase()}: ${verdict.subject.service}, ${verdict.question}`;
  return page(title, verdict.question === 'canary' ? canaryBody(verdict) : body(verdict));
}

function body(verdict: Verdict): Html {
  const { findings, dimensions } = verdict;
  const names = sideNames(verdict);
  const sorted = byStatus(findings);
  const worst = worstCards(sorted.diverged, names);
  const open = section({ id: 'not-measured', title: 'What was not measured, and why' }, notMeasured(sorted.unmeasured));
  const undecided = verdict.decision === 'inconclusive';
  return markup`${heading(verdict, sorted)}
${undecided && open}
${section({ id: 'worst', title: 'The worst differences' }, worst === null ? null : markup`${worst}${differenceTable(sorted.diverged, names)}`)}
${section({ id: 'plans', title: 'Where the plans part', lead: `The steps of each query in ${names.reference} and in ${names.candidate}; those that the other plan does not have are marked.` }, plans(findings, names))}
${section({ id: 'guards', title: 'Guards of past incidents', lead: 'What broke production once, tried again in staging. A guard that nobody has seen fail on its fault is unproven, and says nothing.' }, guards(findings))}
${section({ id: 'latency', title: 'Response time per route', lead: `p95 in ${names.reference} and in ${names.candidate}, worst first, on a logarithmic axis.` }, latencyCharts(findings, names))}
${section({ id: 'predictiveness', title: `Does ${names.candidate} predict ${names.reference}?` }, scatter(findings, names))}
${section({ id: 'errors', title: 'Error rate per route' }, errorChart(findings, names))}
${section({ id: 'resources', title: 'Resources', lead: `${names.candidate} divided by ${names.reference}: 1 × is alike.` }, resourceChart(findings, names))}
${section({ id: 'coverage', title: 'What was measured' }, coverageBars(dimensions))}
${!undecided && open}
${section({ id: 'accepted', title: 'Accepted differences' }, acceptedList(sorted.accepted))}
${section({ id: 'remarks', title: 'Remarks' }, remarks(verdict))}
${section({ id: 'all-checks', title: 'All checks' }, allChecks(verdict))}
${footer(verdict)}`;
}

function allChecks(verdict: Verdict): Html | null {
  const [routes, asked] = [allRoutes(verdict.findings), queries(verdict)];
  return routes === null && asked === null ? null : markup`${routes}${asked}`;
}
