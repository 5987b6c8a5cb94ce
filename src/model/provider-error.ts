import type { ReasonCode } from './reason-codes.ts';

/** A provider gave no answer before anything could be compared. Ends with exit code 4. */
export class ProviderError extends Error {
  readonly reasonCode: ReasonCode;
  /** What may be said of it to anybody, where somebody has said so. */
  readonly brief: string | null;

  constructor(reasonCode: ReasonCode, message: string, options?: ErrorOptions & { readonly brief?: string }) {
    super(message, options);
    this.brief = options?.brief ?? null;
    this.name = 'ProviderError';
    this.reasonCode = reasonCode;
  }
}
