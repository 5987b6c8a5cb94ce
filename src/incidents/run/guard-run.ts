import type { ReasonCode } from '../../model/reason-codes.ts';
import type { GuardOutcome } from '../evidence/guard-outcome.ts';

/** What came of one guard in one run: it looked, or why it did not. */
export type GuardRun =
  | { readonly ran: true; readonly target: string; readonly outcome: GuardOutcome }
  | { readonly ran: false; readonly reason: ReasonCode; readonly why: string };
