import type { CanaryPlan, MetricPlan, PlannedVerdict } from '../../model/canary/canary-plan.ts';
import { formatCount, formatValue } from '../../model/format-value.ts';
import { type Html, markup, scrolling, section } from '../html/markup.ts';
import { page } from '../html/page.ts';
import { planChart } from './plan-chart.ts';
import { planSummary } from './plan-summary.ts';
import { suggestionText } from './suggestion-text.ts';

function row({ canary, verdict, minutes, looks, canaryRequests, withinHorizon }: PlannedVerdict): Html {
  const never = minutes === null || looks === null || canaryRequests === null;
  const late = !withinHorizon && !never && markup` <small>after the horizon</small>`;
  const figures = never
    ? markup`<td class="num">never</td><td></td><td></td>`
    : markup`<td class="num">${formatValue(minutes * 60, 's')}${late}</td><td class="num">${formatCount(looks)}</td><td class="num">${formatCount(canaryRequests)}</td>`;
  return markup`<tr><th scope="row">${canary}</th><td>${verdict.toUpperCase()}</td>${figures}</tr>`;
}

function table(metric: MetricPlan): Html {
  return scrolling(
    `Verdicts about ${metric.name}`,
    markup`<table><thead><tr><th scope="col">Canary</th><th scope="col">Verdict</th><th scope="col" class="num">After</th><th scope="col" class="num">Looks</th><th scope="col" class="num">Canary requests</th></tr></thead><tbody>${metric.verdicts.map(row)}</tbody></table>`,
  );
}

function changes(metric: MetricPlan, plan: CanaryPlan): Html {
  if (metric.decidable) return markup`<p>An unchanged canary passes within the horizon.</p>`;
  if (metric.suggestions.length === 0)
    return markup`<p>No single change of share, time, load or tolerance makes a verdict possible.</p>`;
  return markup`<p>Each of these alone makes a verdict possible, the smallest change first:</p><ul>${metric.suggestions.map((one) => markup`<li>${suggestionText(one, metric, plan)}</li>`)}</ul>`;
}

function metricSection(metric: MetricPlan, plan: CanaryPlan, at: number): Html | null {
  const { canary, baseline } = metric.requestsPerLook;
  const lead = `Baseline ${formatValue(metric.baselineRate, 'share')} bad, allowed ${formatValue(metric.allowedRate, 'share')}; ${formatValue(canary, 'canary')} and ${formatValue(baseline, 'baseline')} requests per look.`;
  return section(
    { id: `metric-${at}`, title: metric.name, lead },
    markup`<div class="beside"><div>${planChart(metric, plan)}</div><div>${changes(metric, plan)}</div></div>${table(metric)}`,
  );
}

/** A plan as one self-contained page. */
export function planHtml(plan: CanaryPlan): string {
  const look = plan.decidable ? 'pass' : 'inconclusive';
  return page(
    'Canary plan',
    markup`<header class="${look}"><p class="asked">How long must a canary be watched?</p><h1>${planSummary(plan)}</h1></header>
${plan.metrics.map((metric, at) => metricSection(metric, plan, at))}
${section({ id: 'remarks', title: 'Remarks' }, plan.remarks.length === 0 ? null : markup`<ul>${plan.remarks.map((remark) => markup`<li>${remark}</li>`)}</ul>`)}`,
  );
}
