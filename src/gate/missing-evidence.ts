import type { GateReason } from '../model/gate/gate-answer.ts';
import type { EvidenceLink, Lack, Lacking } from '../model/gate/gate-input.ts';
import type { ReasonCode } from '../model/reason-codes.ts';
import type { GateQuestion } from './gate-question.ts';
import { instantText, say } from './say.ts';

const codes: ReadonlyMap<Lack, ReasonCode> = new Map([
  ['absent', 'gate-missing'],
  ['unreachable', 'gate-unreachable'],
  ['stale', 'gate-stale'],
  ['forged', 'gate-forged'],
]);

/** What is missing, in the words of whoever looked for it. */
export interface Missing {
  readonly input: string;
  readonly code: ReasonCode;
  readonly message: string;
  readonly links: readonly EvidenceLink[];
}

/** When missing evidence is no longer waited for; milliseconds since 1970. */
export function patienceEnd({ request, rules }: Pick<GateQuestion, 'request' | 'rules'>): number {
  return Date.parse(request.askedAt) + rules.patienceSeconds * 1000;
}

/** Missing evidence is waited for as long as the rules allow; then the answer is no. */
export function missingEvidence(question: GateQuestion, missing: Missing): GateReason[] {
  const { request, rules, now } = question;
  // Written so that an unreadable time has no patience left.
  if (now.getTime() < patienceEnd(question)) return [say('wait', { ...missing, until: null })];
  const message = rules.patienceSeconds > 0 ? `waited for since ${request.askedAt}, and not there` : 'not there';
  return [
    say('deny', missing),
    say('deny', { input: missing.input, code: 'gate-patience-over', message, until: instantText(null) }),
  ];
}

/** The same for an input that is lacking; what is forged is not waited for. */
export function missingInput(question: GateQuestion, input: string, { kind, reason, links }: Lacking): GateReason[] {
  const missing = { input, code: codes.get(kind) ?? 'gate-missing', message: reason, links };
  return kind === 'forged' ? [say('deny', missing)] : missingEvidence(question, missing);
}
