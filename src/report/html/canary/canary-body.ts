import type { Verdict } from '../../../model/verdict.ts';
import { byStatus } from '../../by-status.ts';
import { footer, queries, remarks } from '../footer.ts';
import { heading } from '../heading.ts';
import { type Html, markup, section } from '../markup.ts';
import { canaryStyle } from './canary-style.ts';
import { metricPanel } from './metric-panel.ts';

/** How to read the drawings; the whole method in three sentences. */
const lead =
  'Every metric has two scores that start at 1. In a release within its tolerance the FAIL score reaches its line in at most the promised share of releases, however often one looks; the PASS score likewise in one that is beyond it. The vertical line is the moment of decision.';

/** The page of a canary: what was decided and when, then every metric with its evidence over time, worst first. */
export function canaryBody(verdict: Verdict): Html {
  const traces = new Map(verdict.metrics.map((trace) => [trace.fingerprint, trace]));
  const panels = verdict.findings.map((finding) => metricPanel(finding, traces.get(finding.fingerprint)));
  return markup`${canaryStyle}${heading(verdict, byStatus(verdict.findings))}
${section({ id: 'metrics', title: 'Metrics, worst first', lead }, panels.length === 0 ? null : markup`${panels}`)}
${section({ id: 'remarks', title: 'Remarks' }, remarks(verdict))}
${section({ id: 'queries', title: 'Where the figures come from' }, queries(verdict))}
${footer(verdict)}`;
}
