import type { ReasonCode } from './reason-codes.ts';

/** A provider gave no answer before anything could be compared. Ends with exit code 4. */
export class ProviderError extends Error {
  readonly reasonCode: ReasonCode;

  constructor(reasonCode: ReasonCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ProviderError';
    this.reasonCode = reasonCode;
  }
}
