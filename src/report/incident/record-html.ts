import { judgements, type TrackRecord } from '../../incidents/record/track-record.ts';
import { code, type Html, markup, scrolling, section } from '../html/markup.ts';
import { page } from '../html/page.ts';
import { judgementWords, openText } from './record-text.ts';

function table(label: string, head: readonly string[], rows: readonly Html[]): Html {
  return scrolling(
    label,
    markup`<table><thead><tr>${head.map((name) => markup`<th scope="col">${name}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`,
  );
}

function counts(record: TrackRecord): Html {
  const rows = judgements.map((judgement) => {
    const { releases, followed } = record.counts[judgement];
    return markup`<tr><th scope="row">${judgementWords[judgement]}</th><td>${String(releases)}</td><td>${String(followed)}</td></tr>\n`;
  });
  return table('Releases by verdict', ['Verdict before the release', 'Releases', 'With an incident within 72 h'], rows);
}

function followed(record: TrackRecord): Html | null {
  if (record.followed.length === 0) return null;
  const rows = record.followed.map(
    ({ sha, releasedAt, judgement, incidents, open }) =>
      markup`<tr><th scope="row">${code(sha.slice(0, 7))} ${releasedAt.slice(0, 10)}</th><td>${judgementWords[judgement]}</td><td>${incidents.map(({ id, title, hoursAfter }) => markup`${id} ${title.slice(0, 200)} (${String(hoursAfter)} h after)<br>`)}</td><td>${openText(open)}</td></tr>\n`,
  );
  return table('Releases with an incident', ['Release', 'Verdict', 'Incidents', 'Findings'], rows);
}

function unproven(record: TrackRecord): Html | null {
  if (record.unproven.length === 0) return null;
  const rows = record.unproven.map(
    ({ id, title, guard, why }) =>
      markup`<tr><th scope="row">${id}</th><td>${title.slice(0, 200)}</td><td>${why}</td><td>${guard !== null && code(guard)}</td></tr>\n`,
  );
  return table('Incidents without a proven guard', ['Incident', 'Title', 'Why', 'Guard'], rows);
}

/** A track record as one self-contained page. */
export function recordHtml(record: TrackRecord): string {
  const { releases, followed: after } = record.counts.pass;
  // No release that passed is no good record.
  const judged = after === 0 ? 'pass' : 'fail';
  const tone = releases === 0 ? 'inconclusive' : judged;
  return page(
    'Track record',
    markup`<header class="${tone}"><p class="asked">What became of the releases that passed?</p><h1>${String(after)} of ${String(releases)} releases that passed had an incident within 72 hours.</h1><dl class="facts"><div><dt>Environment</dt><dd>${record.environment}</dd></div><div><dt>Time</dt><dd>${record.from.slice(0, 10)} to ${record.to.slice(0, 10)}</dd></div></dl></header>
${section({ id: 'counts', title: 'Releases by verdict', lead: 'Plain counts; an incident that followed two releases is counted with both.' }, counts(record))}
${section({ id: 'followed', title: 'Releases with an incident within 72 hours' }, followed(record))}
${section({ id: 'unproven', title: 'Incidents without a proven guard' }, unproven(record))}
${section({ id: 'remarks', title: 'Remarks' }, record.remarks.length === 0 ? null : markup`<ul>${record.remarks.map((remark) => markup`<li>${remark}</li>`)}</ul>`)}`,
  );
}
