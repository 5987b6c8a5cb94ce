import type { GateReason } from '../model/gate/gate-answer.ts';
import type { GateInputs, GateRequest } from '../model/gate/gate-facts.ts';
import type { GateRules, Requirable } from '../model/gate/gate-rules.ts';

/** Everything that a decision depends on; nothing else may. */
export interface GateQuestion {
  readonly request: GateRequest;
  readonly inputs: GateInputs;
  readonly rules: GateRules;
  readonly now: Date;
}

/** Looks at one thing; no reason at all means that it has nothing to say, which is never a yes. */
export type GateCheck = (question: GateQuestion) => readonly GateReason[];

/** Tells whether an environment asks for an input. */
export function isRequired({ rules }: GateQuestion, input: Requirable): boolean {
  return rules.required.includes(input);
}
