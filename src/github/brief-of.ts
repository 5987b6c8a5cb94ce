import { ProviderError } from '../model/provider-error.ts';
import { statusOf } from './github-error.ts';

/**
 * What may be said to anybody of an error: who gave no answer, and nothing of addresses, queries or our own parts. The rest is for the log.
 *
 * @example briefOf(new Error('relation "gate_overrides" does not exist')) // 'something went wrong inside'
 */
export function briefOf(error: unknown): string {
  if (error instanceof ProviderError) return error.brief ?? 'somebody who was asked gave no answer';
  const status = statusOf(error);
  return status === null ? 'something went wrong inside' : `GitHub answered ${status}`;
}
