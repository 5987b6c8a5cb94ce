import type { Finding } from '../../model/finding.ts';
import { formatCount } from '../../model/format-value.ts';
import type { PlanLine } from '../../model/plan-pair.ts';
import { messageText } from '../message-text.ts';
import { rowsText } from '../plan-line-text.ts';
import { planPairs, type ShownPlans } from '../plan-pairs.ts';
import type { SideNames } from '../side-names.ts';
import { code, disclosure, type Html, markup, sentence } from './markup.ts';

const inTheOpen = 5;
const shown = 100;
/** A deeper step would leave no room for its words. */
const deepest = 24;

/** Both plans of each query side by side, with the steps marked in which they part. */
export function plans(findings: readonly Finding[], names: SideNames): Html | null {
  const all = planPairs(findings);
  if (all.length === 0) return null;
  const more = all.slice(inTheOpen, shown);
  const left = all.length - shown;
  return markup`${all.slice(0, inTheOpen).map((one) => query(one, names))}${more.length > 0 && disclosure(`${formatCount(more.length)} more queries`, markup`${more.map((one) => query(one, names))}`)}${left > 0 && markup`<p class="note">${formatCount(left)} more are in the JSON report.</p>`}`;
}

function query({ finding, pair }: ShownPlans, names: SideNames): Html {
  return markup`<article class="plans"><h3>${code(finding.subject)} <span class="severity">${finding.severity}</span></h3>
<p>${sentence(messageText(finding))}</p>
<div class="pair">${tree(names.reference, pair.reference)}${tree(names.candidate, pair.candidate)}</div>
${pair.leftOut > 0 && markup`<p class="note">${formatCount(pair.leftOut)} steps are not shown.</p>`}${pair.query !== null && disclosure('The query', markup`<p class="sql">${code(pair.query, 4000)}</p>`)}</article>
`;
}

function tree(name: string, lines: readonly PlanLine[]): Html {
  const first = lines.findIndex(({ isOther }) => isOther);
  return markup`<figure><figcaption>${name}</figcaption><ol class="plan">${lines.map((line, at) => step(line, at === first))}</ol></figure>`;
}

function step(line: PlanLine, isFirst: boolean): Html {
  const rows = rowsText(line);
  return markup`<li${line.isOther && markup` class="other"`} style="--depth:${Math.min(line.depth, deepest)}">${isFirst && markup`<b class="flag">they part here</b> `}${code(line.words)}${rows !== '' && markup` <small>${rows}</small>`}</li>
`;
}
