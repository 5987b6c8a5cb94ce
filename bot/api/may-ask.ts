import type { Operator } from '../operator/operator.ts';
import { holdsToken } from './holds-token.ts';
import type { WorkflowClaims, WorkflowTokens } from './workflow-tokens.ts';

/** By what whoever asks is known. */
export interface Knowing {
  readonly operator: Operator;
  readonly tokens: WorkflowTokens;
}

/**
 * Finds out whether a token may ask about a repository: one of the operator’s, or that of any workflow of the repository.
 *
 * @returns what GitHub says of the job that asks (null for a token of the operator’s), or `no`
 */
export async function mayAsk(
  token: string,
  repository: string,
  { operator, tokens }: Knowing,
): Promise<{ readonly claims: WorkflowClaims | null } | 'no'> {
  if (holdsToken(token, operator.grantsOf(repository).tokens)) return { claims: null };
  if (token.split('.').length !== 3) return 'no';
  const claims = await tokens.verify(token).catch(() => null);
  return claims !== null && claims.repository.toLowerCase() === repository.toLowerCase() ? { claims } : 'no';
}
