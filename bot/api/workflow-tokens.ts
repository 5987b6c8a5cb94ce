import { createRemoteJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Oidc } from '../operator/operator-file.ts';

/** What GitHub vouches for about the job that has a token. */
const Claims = z.object({
  /** "owner/name" */
  repository: z.string(),
  /** "owner/name/.github/workflows/file.yml@refs/heads/branch" */
  workflow_ref: z.string(),
  event_name: z.string(),
  /** Number of the run. */
  run_id: z.string().optional(),
  /** The GitHub environment of the job; absent where it has none. */
  environment: z.string().optional(),
});
export type WorkflowClaims = z.infer<typeof Claims>;

/** Reads tokens of workflows. */
export interface WorkflowTokens {
  /** @throws Error where the token is forged, expired, for somebody else, or the issuer’s keys cannot be had */
  verify(token: string): Promise<WorkflowClaims>;
}

/** Makes a reader of tokens; the issuer’s keys are fetched when they are first needed, and again when they change. */
export function createWorkflowTokens({ issuer, audience, keys }: Oidc, now: () => Date): WorkflowTokens {
  const address = new URL(keys ?? `${issuer.replace(/\/$/, '')}/.well-known/jwks`);
  const keySet = createRemoteJWKSet(address, { timeoutDuration: 5000, cooldownDuration: 30_000 });
  return {
    async verify(token) {
      const { payload } = await jwtVerify(token, keySet, {
        issuer,
        audience,
        // Only what GitHub signs with: never none, never a key that is meant as something else.
        algorithms: ['RS256'],
        requiredClaims: ['exp', 'iat', 'repository', 'workflow_ref'],
        clockTolerance: 60,
        currentDate: now(),
      });
      return Claims.parse(payload);
    },
  };
}
