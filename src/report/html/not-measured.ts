import { address } from '../../model/address.ts';
import type { Finding } from '../../model/finding.ts';
import { formatCount } from '../../model/format-value.ts';
import { groupByReason, type ReasonGroup } from '../group-by-reason.ts';
import { code, disclosure, type Html, markup, sentence } from './markup.ts';

const shown = 200;
const inTheOpen = 3;

/** What was not measured, by reason, with what to do about it. */
export function notMeasured(findings: readonly Finding[]): Html | null {
  if (findings.length === 0) return null;
  return markup`<ul class="reasons">${groupByReason(findings).map(reason)}</ul>`;
}

function reason({ code: name, means, todo, required, findings, answers }: ReasonGroup): Html {
  return markup`<li><h3><code>${name}</code> <span class="count">${formatCount(findings.length)} ${findings.length === 1 ? 'check' : 'checks'}</span>${required && markup` <span class="severity">required</span>`}</h3>
<p>${sentence(means)}</p>${answers.map((answer) => markup`<p class="answer">${sentence(answer)}</p>`)}
<p class="said"><b>What to do</b> ${sentence(todo)}</p>
${names(findings)}</li>
`;
}

function names(findings: readonly Finding[]): Html {
  const listed = findings.slice(0, shown).map((finding) => code(address(finding)));
  const left = findings.length - listed.length;
  const list = markup`<p class="names">${listed.map((name) => markup`${name} `)}${left > 0 && `and ${formatCount(left)} more`}</p>`;
  return findings.length <= inTheOpen ? list : disclosure('Which ones', list);
}
