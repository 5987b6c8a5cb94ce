import type { Finding, Side } from '../../model/finding.ts';
import { formatChange, formatCount, formatValue } from '../../model/format-value.ts';
import { groupBySubject, type SubjectGroup } from '../group-by-subject.ts';
import { messageText } from '../message-text.ts';
import { othersText } from '../others-text.ts';
import type { SideNames } from '../side-names.ts';
import { toleranceText } from '../tolerance-text.ts';
import { code, type Html, markup, sentence } from './markup.ts';

const shown = 3;

/** The three worst differences: what differs by how much, which bugs slip through, what to do. */
export function worstCards(diverged: readonly Finding[], names: SideNames): Html | null {
  const groups = groupBySubject(diverged).slice(0, shown);
  return groups.length === 0 ? null : markup`<ol class="cards">${groups.map((group) => card(group, names))}</ol>`;
}

function card({ worst, others }: SubjectGroup, names: SideNames): Html {
  const tolerance = toleranceText(worst);
  return markup`<li><p class="tag">${worst.dimension} · ${worst.check} <span class="severity">${worst.severity}</span></p>
<h3>${worst.subject === 'total' ? 'The whole service' : code(worst.subject)}</h3>
${comparison(worst, names)}
<p>${sentence(messageText(worst))}</p>
${(others.length > 0 || tolerance !== '') && markup`<p class="note">${others.length > 0 && `Also ${othersText(others)}. `}${tolerance !== '' && `Tolerated: ${tolerance}.`}</p>`}
${said('What slips through', worst.risk)}${said('What to do', worst.remedy)}<p class="note">Fingerprint ${code(worst.fingerprint)}</p></li>
`;
}

function comparison({ reference, candidate, change }: Finding, names: SideNames): Html | null {
  if (reference === null && candidate === null) return null;
  return markup`<dl class="versus"><div><dt>${names.reference}</dt><dd>${value(reference)}</dd></div><div class="cand"><dt>${names.candidate}</dt><dd>${value(candidate)}</dd></div>${change !== null && markup`<div class="change"><dt>change</dt><dd><b>${formatChange(change)}</b></dd></div>`}</dl>`;
}

function value(side: Side | null): Html {
  if (side === null) return markup`<b>none</b>`;
  const sample = side.n !== null && side.unit !== 'requests' && markup`<small>n = ${formatCount(side.n)}</small>`;
  return markup`<b>${formatValue(side.value, side.unit)}</b>${sample}`;
}

function said(label: string, words: string): Html | null {
  return words === '' ? null : markup`<p class="said"><b>${label}</b> ${sentence(words)}</p>\n`;
}
