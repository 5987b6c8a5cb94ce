import { canary } from './reasons/canary.ts';
import { data } from './reasons/data.ts';
import { gate } from './reasons/gate.ts';
import { incidents } from './reasons/incidents.ts';
import { judged } from './reasons/judged.ts';
import { plans } from './reasons/plans.ts';
import type { Reason } from './reasons/reason.ts';
import { unmeasured } from './reasons/unmeasured.ts';
import { unreachable } from './reasons/unreachable.ts';
import { usage } from './reasons/usage.ts';
import { verdict } from './reasons/verdict.ts';

/**
 * The closed list of reasons that a finding, a section or a verdict may give.
 *
 * Every code says what it means and what to do about it; `tollgate explain CODE` prints exactly this table.
 */
export const reasons = {
  ...judged,
  ...unmeasured,
  ...canary,
  ...data,
  ...plans,
  ...gate,
  ...incidents,
  ...unreachable,
  ...verdict,
  ...usage,
} as const satisfies Record<string, Reason>;

export type ReasonCode = keyof typeof reasons;

export const reasonCodes = Object.keys(reasons) as [ReasonCode, ...ReasonCode[]];

/** Tells whether a word is a known reason code. */
export function isReasonCode(word: string): word is ReasonCode {
  return Object.hasOwn(reasons, word);
}

/** Tells whether a reason means that a provider did not answer, as against an answer that is not enough. */
export function isUnreachable(code: ReasonCode): boolean {
  return reasons[code].kind === 'unreachable';
}
