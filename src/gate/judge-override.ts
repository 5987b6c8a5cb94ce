import type { GateReason } from '../model/gate/gate-answer.ts';
import type { OverrideFact } from '../model/gate/gate-facts.ts';
import type { GateQuestion } from './gate-question.ts';
import { say } from './say.ts';
import { stateOf } from './state-of.ts';
import { whyNotEnough } from './why-not-enough.ts';

/** An override holds for so long at most, whatever it says itself. */
export const longestOverride = 60 * 60_000;

/** Why an override does not count; null where it does. */
function whyVoid({ request, now }: GateQuestion, override: OverrideFact): string | null {
  if (override.sha !== request.sha) return `it is for commit ${override.sha}`;
  if (override.environment !== request.environment) return `it is for ${override.environment}`;
  const [from, to, at] = [Date.parse(override.grantedAt), Date.parse(override.expiresAt), now.getTime()];
  if (!(from <= at && at < to && to - from <= longestOverride)) return `it held until ${override.expiresAt}`;
  const { authors, by } = override;
  const who = by.join(', ') || 'nobody';
  switch (whyNotEnough(by, authors)) {
    case 'unknown':
      return `GitHub does not say who brought the commit about, so that it takes two people; it is by ${who}`;
    case 'own':
      return `it is by the author alone (${who})`;
    default:
      return null;
  }
}

/** What somebody’s override says: that it counts (`allow`), or that there is one that does not (`note`); null where there is none. */
export function judgeOverride(question: GateQuestion): GateReason | null {
  const given = question.inputs.override;
  if (given.kind === 'absent') return null;
  const input = 'override';
  if (given.kind !== 'present') {
    return say('note', { input, code: 'gate-override-void', message: given.reason, links: given.links });
  }
  const read = stateOf(question, input, given);
  const { value, links } = given;
  const why = 'reasons' in read ? 'it was not read just now' : whyVoid(question, value);
  if (why !== null) return say('note', { input, code: 'gate-override-void', message: why, links });
  const message = `by ${value.by.join(', ')} until ${value.expiresAt}: ${value.reason}`;
  return say('allow', { input, code: 'gate-overridden', message, links });
}
