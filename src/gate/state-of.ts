import type { GateReason } from '../model/gate/gate-answer.ts';
import type { GateInput } from '../model/gate/gate-input.ts';
import { ageOf } from './age-of.ts';
import type { GateQuestion } from './gate-question.ts';
import { missingEvidence, missingInput } from './missing-evidence.ts';

/** State such as locks is read for the decision; an older reading says nothing about now. */
const longestReading = 600;

/** What is known of something’s state just now, or the reasons why nothing is. */
export function stateOf<Value>(
  question: GateQuestion,
  input: string,
  given: GateInput<Value>,
): { readonly value: Value } | { readonly reasons: GateReason[] } {
  if (given.kind !== 'present') return { reasons: missingInput(question, input, given) };
  const age = ageOf(given.at, question.now);
  if (age !== null && age <= longestReading) return { value: given.value };
  const { links } = given;
  return {
    reasons:
      age === null
        ? missingEvidence(question, { input, code: 'gate-implausible-time', message: `read at "${given.at}"`, links })
        : missingEvidence(question, { input, code: 'gate-stale', message: `read at ${given.at}, too long ago`, links }),
  };
}
