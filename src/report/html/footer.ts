import type { Verdict } from '../../model/verdict.ts';
import { instantText } from '../window-text.ts';
import { code, disclosure, type Html, markup, sentence } from './markup.ts';

const queriesShown = 60;

/** The queries behind the findings, each once. */
export function queries({ findings }: Verdict): Html | null {
  const distinct = new Map(
    findings.flatMap(({ evidence }) => evidence.map((one) => [`${one.source}\n${one.query}`, one])),
  );
  const asked = [...distinct.values()].filter(({ query }) => query !== '').slice(0, queriesShown);
  if (asked.length === 0) return null;
  const list = asked.map(({ source, query }) => markup`<li><small>${source}</small> ${code(query, 2000)}</li>\n`);
  return disclosure(`Queries behind these figures (${asked.length})`, markup`<ul class="queries">${list}</ul>`);
}

/** What was noticed while reading. */
export function remarks({ remarks: said }: Verdict): Html | null {
  return said.length === 0 ? null : markup`<ul>${said.map((remark) => markup`<li>${sentence(remark)}</li>\n`)}</ul>`;
}

/** What made this report, and from which configuration it can be made again. */
export function footer({ tool, configHash, generatedAt, reasonCode, command, subject }: Verdict): Html {
  const release = subject.release?.digest ?? subject.release?.sha ?? null;
  return markup`<footer><p>${tool.name} ${tool.version}, <code>${command}</code>, ${instantText(generatedAt)}. Configuration ${code(configHash)}, reason ${code(reasonCode)}${release !== null && markup`, release ${code(release)}`}.</p><p>Score and coverage are for reading; the verdict follows from the findings alone.</p></footer>
`;
}
