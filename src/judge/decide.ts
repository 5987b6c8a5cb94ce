import { type Finding, type Severity, severities } from '../model/finding.ts';
import { isUnreachable, type ReasonCode } from '../model/reason-codes.ts';
import type { Decision, Question } from '../model/verdict.ts';

/** The lowest severity that fails each question. */
const failingSeverity: Record<Question, Severity> = { fidelity: 'warn', release: 'block', canary: 'block' };

export interface Outcome {
  readonly decision: Decision;
  readonly reasonCode: ReasonCode;
  readonly summary: string;
}

const isMeasured = (finding: Finding) => finding.status !== 'unmeasured' && finding.status !== 'error';

/** Tells whether a finding alone fails the question. */
export function fails(finding: Finding, question: Question): boolean {
  return (
    finding.status === 'diverged' &&
    severities.indexOf(finding.severity) >= severities.indexOf(failingSeverity[question])
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/**
 * What a person is told about a canary comes from its metrics; the reason is that of what the verdict waits for. Where the traffic is
 * not what it should be, that explains the rest.
 */
function decideCanary(findings: readonly Finding[]): Outcome {
  const failing = findings.filter((finding) => fails(finding, 'canary'));
  const byHand = failing.filter(({ reasonCode }) => reasonCode === 'aborted-by-hand');
  if (byHand.length > 0) return { decision: 'fail', reasonCode: 'aborted-by-hand', summary: messageOf(byHand) };
  if (failing.length > 0) return { decision: 'fail', reasonCode: 'diverged', summary: messageOf(failing) };
  const missing = findings.filter((finding) => finding.required && !isMeasured(finding));
  const unanswered = missing.filter((finding) => isUnreachable(finding.reasonCode));
  if (unanswered.length > 0) {
    return { decision: 'inconclusive', reasonCode: 'provider-unreachable', summary: messageOf(unanswered) };
  }
  const why =
    missing.find(({ reasonCode }) => reasonCode === 'canary-silent' || reasonCode === 'share-off') ??
    missing.find(({ reasonCode }) => reasonCode !== 'undecided') ??
    missing[0];
  if (why !== undefined) {
    const alike = missing.filter(({ reasonCode }) => reasonCode === why.reasonCode);
    return { decision: 'inconclusive', reasonCode: why.reasonCode, summary: messageOf(alike) };
  }
  const blocking = findings.filter((finding) => finding.required);
  if (blocking.length === 0) {
    return {
      decision: 'inconclusive',
      reasonCode: 'no-evidence',
      summary: 'No metric is blocking, so nothing could pass.',
    };
  }
  return { decision: 'pass', reasonCode: 'all-within-tolerance', summary: messageOf(blocking) };
}

function messageOf(findings: readonly Finding[]): string {
  const [first, ...others] = findings;
  const names = listed([
    ...new Set(others.map(({ check, subject }) => (subject === 'total' ? check : `${check} ${subject}`))),
  ]);
  return `${first?.message ?? ''}${others.length === 0 ? '' : ` (likewise ${names})`}.`;
}

/**
 * The only place that says "pass".
 *
 * `fail`: a diverged, unaccepted finding reaches the severity that fails the question. `inconclusive`: a required check is
 * unmeasured, or nothing is measured at all. Else `pass`. Never by the score.
 */
export function decide(findings: readonly Finding[], question: Question): Outcome {
  return question === 'canary' ? decideCanary(findings) : decideComparison(findings, question);
}

function decideComparison(findings: readonly Finding[], question: Question): Outcome {
  const failing = findings.filter((finding) => fails(finding, question));
  if (failing.length > 0) {
    const subjects = new Set(failing.map((finding) => finding.subject));
    return {
      decision: 'fail',
      reasonCode: 'diverged',
      summary: `${count(failing.length, 'difference')} beyond tolerance on ${listed([...subjects])}.`,
    };
  }
  const missing = findings.filter((finding) => finding.required && !isMeasured(finding));
  if (missing.some((finding) => isUnreachable(finding.reasonCode))) {
    return {
      decision: 'inconclusive',
      reasonCode: 'provider-unreachable',
      summary: 'A provider of evidence gave no answer; nothing is concluded.',
    };
  }
  if (missing.length > 0) {
    const names = listed([
      ...new Set(missing.map((finding) => `${finding.dimension}/${finding.check.replace(/-measured$/, '')}`)),
    ]);
    return {
      decision: 'inconclusive',
      reasonCode: 'required-unmeasured',
      summary: `Not enough evidence: ${names} could not be measured.`,
    };
  }
  const measured = findings.filter(isMeasured);
  // What a summary says about other findings is no evidence of its own, and resources alone say nothing about requests.
  if (!measured.some((finding) => finding.dimension !== 'resources' && !finding.check.endsWith('-measured'))) {
    return { decision: 'inconclusive', reasonCode: 'no-evidence', summary: 'Nothing could be measured.' };
  }
  const open = findings.length - measured.length;
  const rest = open === 0 ? '' : `; ${count(open, 'check')} could not be measured`;
  return {
    decision: 'pass',
    reasonCode: 'all-within-tolerance',
    summary: `${count(measured.length, 'check')} measured, none beyond tolerance at a severity that fails${rest}.`,
  };
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => (name.length > 80 ? `${name.slice(0, 79)}…` : name));
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
