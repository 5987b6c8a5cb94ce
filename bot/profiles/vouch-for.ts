import { createPublicKey } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { z } from 'zod';
import { profileTokenAudience, profileTokenType } from '../../src/notify/sign-profile.ts';
import type { WorkflowTokens } from '../api/workflow-tokens.ts';
import type { Operator } from '../operator/operator.ts';
import type { Sender } from '../operator/operator-file.ts';

/** Who vouches for a profile that is about to be read. */
export interface Voucher {
  readonly repository: string;
  /** For people and the log. */
  readonly signer: string;
  /** SHA-256 that the body must have; null where the token says nothing of it. */
  readonly digest: string | null;
  /** Why this environment’s profiles are not its to send; null where they are. */
  readonly whyNot: (environment: string) => string | null;
}

export interface Vouching {
  readonly operator: Operator;
  readonly tokens: WorkflowTokens;
  readonly now: () => Date;
}

const Signed = z.object({ iss: z.string(), sub: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
/** Events that only somebody with write access causes. */
const trustedEvents = new Set(['schedule', 'workflow_dispatch', 'push']);

/**
 * Finds out who vouches for a profile: the key of an environment, or a workflow.
 *
 * The type in the token’s header chooses the way, and each way has its own algorithm and its own keys: none can be taken for the other.
 *
 * @throws Error where nobody does
 */
export async function vouchFor(token: string, vouching: Vouching): Promise<Voucher> {
  return decodeProtectedHeader(token).typ === profileTokenType ? byKey(token, vouching) : byWorkflow(token, vouching);
}

async function byKey(token: string, { operator, now }: Vouching): Promise<Voucher> {
  // Only to find the key: nothing of it is believed before the signature was checked with that key.
  const { iss: repository, sub: environment } = Signed.parse(decodeJwt(token));
  const sender = senderOf(operator.grantsOf(repository).profiles, environment);
  if (sender === null || !('key' in sender)) throw new Error('no key is known for this environment');
  const { payload } = await jwtVerify(token, createPublicKey(sender.key), {
    algorithms: ['EdDSA'],
    typ: profileTokenType,
    audience: profileTokenAudience,
    issuer: repository,
    subject: environment,
    maxTokenAge: '10 minutes',
    requiredClaims: ['exp', 'iat', 'sha256'],
    clockTolerance: 60,
    currentDate: now(),
  });
  return {
    repository,
    signer: `the key of ${environment}`,
    digest: Signed.parse(payload).sha256,
    whyNot: (given) => (given === environment ? null : `the key is that of ${environment}`),
  };
}

async function byWorkflow(token: string, { operator, tokens }: Vouching): Promise<Voucher> {
  const claims = await tokens.verify(token);
  const { profiles } = operator.grantsOf(claims.repository);
  return {
    repository: claims.repository,
    signer: claims.workflow_ref,
    digest: null,
    whyNot: (environment) => {
      const sender = senderOf(profiles, environment);
      if (sender === null || !('workflow' in sender)) return 'no workflow may send it';
      const wanted = `${claims.repository}/${sender.workflow}@refs/heads/${sender.branch}`;
      if (claims.workflow_ref !== wanted) return `wanted the workflow ${sender.workflow} of ${sender.branch}`;
      if (!trustedEvents.has(claims.event_name)) return `wanted no run that was started by ${claims.event_name}`;
      const isThere = sender.environment === undefined || claims.environment === sender.environment;
      return isThere ? null : `wanted a job in the environment ${sender.environment}`;
    },
  };
}

function senderOf(profiles: Readonly<Record<string, Sender>>, environment: string): Sender | null {
  return Object.hasOwn(profiles, environment) ? (profiles[environment] ?? null) : null;
}
