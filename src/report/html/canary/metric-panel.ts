import type { CanaryTrace } from '../../../model/canary/canary-trace.ts';
import type { Finding, Side } from '../../../model/finding.ts';
import { formatChange, formatCount, formatValue } from '../../../model/format-value.ts';
import { canaryResult } from '../../canary/canary-result.ts';
import { canaryRole } from '../../canary/canary-role.ts';
import { messageText } from '../../message-text.ts';
import { code, disclosure, type Html, markup, scrolling, sentence } from '../markup.ts';
import { boundPlot } from './bound-plot.ts';
import { ratePlot } from './rate-plot.ts';
import { scorePlot } from './score-plot.ts';

/** Rows of the table of figures; a longer run has them in the JSON report. */
const rowsShown = 240;

const odds = (log: number | null) => (log === null ? '0' : formatValue(Math.exp(Math.min(log, 60)), ''));

function figures({ trace, rates, secondsPerLook, unit }: CanaryTrace): Html {
  const rate = (value: number | null) => (value === null ? 'none' : formatValue(value, unit));
  const rows = trace.slice(-rowsShown).map(({ look, logFail, logPass, noise }) => {
    const own = rates.find((one) => one.look === look);
    return markup`<tr><td class="num">${look}</td><td class="num">${formatValue(look * secondsPerLook, 's')}</td><td class="num">${rate(own?.baseline ?? null)}</td><td class="num">${rate(own?.canary ?? null)}</td><td class="num">${odds(logFail)}</td><td class="num">${odds(logPass)}</td><td class="num">${noise.toFixed(1)}</td></tr>\n`;
  });
  const table = markup`<table><thead><tr>${['look', 'time', 'baseline', 'canary', 'FAIL score', 'PASS score', 'noise'].map((head) => markup`<th class="num" scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`;
  const left = trace.length - rows.length;
  return disclosure(
    'Figures look by look',
    markup`${left > 0 && markup`<p class="note">The last ${rowsShown} of ${formatCount(trace.length)} looks; the JSON report has all of them.</p>`}${scrolling('Figures look by look', table)}`,
  );
}

function sides({ reference, candidate, change }: Finding): Html | null {
  if (candidate === null) return null;
  const value = (side: Side) =>
    markup`<b>${formatValue(side.value, side.unit)}</b>${side.n !== null && markup`<small>n = ${formatCount(side.n)}</small>`}`;
  return markup`<dl class="versus">${reference !== null && markup`<div><dt>baseline</dt><dd>${value(reference)}</dd></div>`}<div><dt>canary</dt><dd>${value(candidate)}</dd></div>${change !== null && markup`<div><dt>change</dt><dd><b>${formatChange(change)}</b></dd></div>`}</dl>`;
}

/** One metric: how it ended and why, then its evidence, its raw rates and what remains possible over time. */
export function metricPanel(finding: Finding, trace: CanaryTrace | undefined): Html {
  const { word, tone } = canaryResult(finding);
  const role = canaryRole(finding);
  const plots =
    trace === undefined || trace.trace.length === 0
      ? null
      : markup`<div class="plots">${scorePlot({ finding, trace })}${ratePlot({ finding, trace })}${boundPlot({ finding, trace })}</div>${figures(trace)}`;
  return markup`<article class="metric ${tone}"><h3><span class="result">${word}</span> ${code(finding.check)}${finding.subject !== 'total' && markup` ${code(finding.subject)}`}${role !== null && markup` <span class="severity">${role}</span>`}</h3>
<p>${sentence(messageText(finding))}</p>
${finding.remedy !== '' && markup`<p class="said"><b>What to do</b> ${sentence(finding.remedy)}</p>`}${sides(finding)}${plots}</article>
`;
}
