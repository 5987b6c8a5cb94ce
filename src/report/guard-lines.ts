import type { Finding } from '../model/finding.ts';

/** What a report says of the guard of a past incident. */
export interface GuardLine {
  readonly word: 'failed' | 'unproven' | 'not run' | 'accepted' | 'passed';
  readonly file: string;
  readonly message: string;
}

function wordOf({ status, reasonCode }: Finding): GuardLine['word'] {
  switch (status) {
    case 'diverged':
      return 'failed';
    case 'match':
      return 'passed';
    case 'accepted':
      return 'accepted';
    default:
      return reasonCode === 'guard-unproven' ? 'unproven' : 'not run';
  }
}

const order: readonly GuardLine['word'][] = ['failed', 'not run', 'unproven', 'accepted', 'passed'];

/** A line per guard of a past incident, whatever came of it; what needs somebody comes first. */
export function guardLines(findings: readonly Finding[]): GuardLine[] {
  return findings
    .filter(({ dimension, check }) => dimension === 'incidents' && check === 'guard')
    .map((finding) => ({ word: wordOf(finding), file: finding.subject, message: finding.message }))
    .toSorted((one, other) => order.indexOf(one.word) - order.indexOf(other.word));
}
