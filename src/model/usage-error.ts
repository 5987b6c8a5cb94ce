import type { ReasonCode } from './reason-codes.ts';

/** A mistake of whoever called: wrong options, wrong configuration. Ends with exit code 2. */
export class UsageError extends Error {
  readonly reasonCode: ReasonCode;

  constructor(reasonCode: ReasonCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UsageError';
    this.reasonCode = reasonCode;
  }
}
