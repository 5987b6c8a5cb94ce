import type { Drift } from '../drift/find-drifts.ts';
import { stateOf } from '../drift/state-of.ts';
import { steadinessOf } from '../drift/steadiness-of.ts';
import type { Side } from '../model/finding.ts';
import { formatCount, formatValue } from '../model/format-value.ts';
import type { Verdict } from '../model/verdict.ts';
import { Inert } from './escape/inert.ts';
import { plainText } from './escape/plain-text.ts';
import { webAddress } from './escape/web-address.ts';
import { topic } from './group-by-subject.ts';
import { differenceHead, differenceRow } from './markdown/difference-rows.ts';
import { code, lines, type Markdown, md, sentence } from './markdown/md.ts';
import { messageText } from './message-text.ts';
import { sideNames } from './side-names.ts';

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

const marker = /^<!-- tollgate:drift:([0-9a-f]{12}):([^\s>]*) -->/;
/** So many runs are listed. */
const runsShown = 14;

/**
 * Reads the hidden line by which a drift's issue is found again; null where the issue is none of ours.
 *
 * @example readDriftMarker('<!-- tollgate:drift:0123456789ab:p95%3Awarn -->\ntext') // { key: '0123456789ab', state: 'p95:warn' }
 */
export function readDriftMarker(body: string): DriftMarker | null {
  const [, key, state] = marker.exec(body) ?? [];
  return key === undefined || state === undefined ? null : { key, state: decodeURIComponent(state) };
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

**To live with it**, add a waiver (reason, owner, at most 90 days) for ${drift.findings.map((finding, index) => md`${index === 0 ? '' : ', '}${code(finding.fingerprint)}`)} to ${code('.github/tollgate.yml')}.

${runs({ drift, history })}
${steadiness({ drift, history })}

This issue is kept up to date by the runs, closed after three without the difference, and reopened when it returns.
`.text;
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

function runs({ drift, history }: ReportedDrift): Markdown {
  const about = topic(drift.findings[0]);
  const rows = history.slice(0, runsShown).map(({ verdict, link }) => {
    const worst = verdict.findings.find((finding) => topic(finding) === about);
    const day = verdict.generatedAt.slice(0, 16).replace('T', ' ');
    const address = link === null ? null : webAddress(link);
    const when = address === null ? md`${day}` : new Inert<'markdown'>('markdown', `[${day}](${address})`);
    const side = (value: Side | null | undefined) => (value ? formatValue(value.value, value.unit) : '');
    return md`| ${when} | ${worst?.status ?? 'not measured'} | ${side(worst?.reference)} | ${side(worst?.candidate)} |`;
  });
  return md`| run (UTC) | ${code(drift.findings[0].check)} | reference | candidate |\n| --- | --- | ---: | ---: |\n${lines(rows)}`;
}
