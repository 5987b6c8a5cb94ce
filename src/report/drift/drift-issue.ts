import { type Drift, type Sighting, sightingOf } from '../../drift/find-drifts.ts';
import { remedyCost } from '../../drift/remedy-cost.ts';
import { stateOf } from '../../drift/state-of.ts';
import { steadinessOf } from '../../drift/steadiness-of.ts';
import type { Side } from '../../model/finding.ts';
import { formatCount, formatValue } from '../../model/format-value.ts';
import type { Verdict } from '../../model/verdict.ts';
import { Inert } from '../escape/inert.ts';
import { plainText } from '../escape/plain-text.ts';
import { topic } from '../group-by-subject.ts';
import { differenceHead, differenceRow } from '../markdown/difference-rows.ts';
import { link as linkTo } from '../markdown/link.ts';
import { code, lines, type Markdown, md, preformatted, sentence } from '../markdown/md.ts';
import { messageText } from '../message-text.ts';
import { type SideNames, sideNames } from '../side-names.ts';
import { historyChart, type Seen } from './history-chart.ts';

/** A drift with the runs that showed it. */
export interface ReportedDrift {
  readonly drift: Drift;
  /** Newest first. */
  readonly history: readonly { readonly verdict: Verdict; readonly link: string | null }[];
}

/** What an issue's hidden first line says. */
export interface DriftMarker {
  readonly key: string;
  readonly state: string;
}

const usualWaiver = 30 * 86_400_000;
const marker = /^<!-- tollgate:drift:([0-9a-f]{12}):([^\s>]*) -->/;
/** So many runs are charted, and so many of them listed. */
const runsShown = { chart: 20, list: 14 };

/**
 * Reads the hidden line by which a drift's issue is found again; null where the issue is none of ours.
 *
 * @example readDriftMarker('<!-- tollgate:drift:0123456789ab:p95%3Awarn -->\ntext') // { key: '0123456789ab', state: 'p95:warn' }
 */
export function readDriftMarker(body: string): DriftMarker | null {
  const [, key, state] = marker.exec(body) ?? [];
  return key === undefined || state === undefined ? null : { key, state: decoded(state) };
}

/** Somebody may have edited it: then it is no state that we know, and is written anew. */
function decoded(state: string): string {
  try {
    return decodeURIComponent(state);
  } catch {
    return '';
  }
}

/** The title of a drift's issue. */
export function driftTitle({ findings: [worst] }: Drift): string {
  const what =
    worst.dimension === 'incidents' ? 'A guard of a past incident fails in staging' : 'Staging differs from production';
  return plainText(`${what}: ${worst.subject}, ${worst.dimension}/${worst.check}`, 200);
}

/** The text of a drift's issue: what differs, which class of bug slips through, what to do, and the last runs. */
export function driftBody({ drift, history }: ReportedDrift): string {
  const [worst, ...others] = drift.findings;
  const [newest] = history;
  if (newest === undefined) throw new RangeError('a drift is seen in at least one run');
  const names = sideNames(newest.verdict);
  const hidden = new Inert('markdown', `<!-- tollgate:drift:${drift.key}:${encodeURIComponent(stateOf(drift))} -->`);
  return md`${hidden}
**${code(worst.subject)}**: ${sentence(messageText(worst))}.

${differenceHead(names)}${[worst, ...others].map(differenceRow)}
**What slips through.** ${sentence(worst.risk)}

**What to do.** ${sentence(worst.remedy)}

**What that costs.** About ${sentence(remedyCost(worst.check))}.

**To live with it** for at most 90 days, write here, with your reason${drift.findings.length > 1 ? ', each in a comment of its own' : ''}:

${preformatted(drift.findings.map(({ fingerprint }) => ({ indent: 0, words: acceptCommand(fingerprint, newest.verdict) })))}
${chart({ drift, history }, names)}
${steadiness({ drift, history })}

${runs({ drift, history }, names)}

This issue is kept up to date by the runs, closed after three without the difference, and reopened when it returns.
`.text;
}

/** The command that accepts a finding for a month from its newest run on. */
function acceptCommand(fingerprint: string, { generatedAt }: Verdict): string {
  const until = new Date(Date.parse(generatedAt) + usualWaiver).toISOString().slice(0, 10);
  return `/tollgate accept ${fingerprint} until ${until} because …`;
}

/** What changed, as a comment on the issue. */
export function driftComment({ findings: [worst] }: Drift): string {
  return md`The difference changed: ${code(worst.subject)} ${sentence(messageText(worst))}.\n`.text;
}

function steadiness({ drift, history }: ReportedDrift): Markdown {
  const { told, seen, changes, isFlapping } = steadinessOf(
    history.map(({ verdict }) => verdict),
    drift.key,
  );
  const flapping = isFlapping
    ? md` **It comes and goes** (${formatCount(changes)} changes): look for what differs between these runs, such as the load, the time of day or a deployment in between.`
    : md``;
  return md`Seen in ${formatCount(seen)} of the last ${formatCount(told)} runs that could tell.${flapping}`;
}

/** What a run says of a drift; the figures are those of its worst check, in every run of the same. */
function seenIn(verdict: Verdict, { key, findings: [worst] }: Drift): Seen {
  const about = topic(worst);
  const finding = verdict.findings.find((one) => one.check === worst.check && topic(one) === about) ?? null;
  return { sighting: sightingOf(verdict, key), finding };
}

function chart({ drift, history }: ReportedDrift, names: SideNames): Markdown {
  const seen = history.slice(0, runsShown.chart).map(({ verdict }) => seenIn(verdict, drift));
  return historyChart(seen.toReversed(), names);
}

const sightings: Readonly<Record<Sighting, string>> = { seen: 'yes', clean: 'no', unknown: 'not measured' };

function runs({ drift, history }: ReportedDrift, names: SideNames): Markdown {
  const shown = history.slice(0, runsShown.list);
  const rows = shown.map(({ verdict, link }) => {
    const { sighting, finding } = seenIn(verdict, drift);
    const when = linkTo(verdict.generatedAt.slice(0, 16).replace('T', ' '), link);
    const side = (value: Side | null | undefined) => (value ? formatValue(value.value, value.unit) : '');
    return md`| ${when} | ${sightings[sighting]} | ${side(finding?.reference)} | ${side(finding?.candidate)} |`;
  });
  const { check } = drift.findings[0];
  const head = md`| run (UTC) | differs | ${names.reference}, ${code(check)} | ${names.candidate}, ${code(check)} |\n| --- | --- | ---: | ---: |\n`;
  return md`<details><summary>The last ${formatCount(shown.length)} runs</summary>\n\n${head}${lines(rows)}\n</details>`;
}
