import { type Judgement, judgements, type TrackRecord } from '../../incidents/record/track-record.ts';

/** What each judgement is called. */
export const judgementWords: Readonly<Record<Judgement, string>> = {
  pass: 'passed',
  fail: 'failed',
  inconclusive: 'inconclusive',
  unknown: 'no report kept',
};

/** Of how many findings was open then; in words. */
export function openText(open: readonly string[] | null): string {
  if (open === null) return 'no report says what was open then';
  return open.length === 0 ? 'no finding was open' : `open then: ${open.join(', ')}`;
}

/** A track record as plain lines; whoever prints them escapes them. */
export function recordLines({
  environment,
  from,
  to,
  incidents,
  counts,
  followed,
  unproven,
  remarks,
}: TrackRecord): string[] {
  return [
    `Releases to ${environment}, ${from.slice(0, 10)} to ${to.slice(0, 10)}; ${incidents} incidents`,
    ...judgements.map((judgement) => {
      const { releases, followed: after } = counts[judgement];
      return `  ${judgementWords[judgement].padEnd(14)}  ${releases} releases, ${after} with an incident within 72 h`;
    }),
    ...followed.flatMap((one) => [
      `  ${one.sha.slice(0, 7)} ${one.releasedAt.slice(0, 16)} ${judgementWords[one.judgement]}; ${openText(one.open)}`,
      ...one.incidents.map(({ id, title, hoursAfter }) => `    incident ${id}, ${hoursAfter} h after: ${title}`),
    ]),
    `Without a proven guard: ${unproven.length}`,
    ...unproven.map(
      ({ id, title, guard, why }) => `  incident ${id} ${title}: ${why}${guard === null ? '' : ` (${guard})`}`,
    ),
    ...remarks.map((remark) => `Note: ${remark}`),
  ];
}
