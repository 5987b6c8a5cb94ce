import { z } from 'zod';
import { reasonCodes } from '../reason-codes.ts';

export const GateDecision = z.enum(['allow', 'deny', 'wait']);
export type GateDecision = z.infer<typeof GateDecision>;

const Link = z.strictObject({ label: z.string(), url: z.string() });

/** One thing that was looked at and what it says. */
export const GateReason = z.strictObject({
  input: z.string().describe('what was looked at: validation, release, canary, locks, …'),
  code: z.enum(reasonCodes),
  effect: z
    .enum(['allow', 'wait', 'deny', 'overridden', 'note'])
    .describe('what it does to the decision; overridden: it would hold the release, and somebody decided otherwise'),
  message: z.string(),
  until: z.iso.datetime().nullable().describe('when it ends by itself, where that is known'),
  links: z.array(Link),
});
export type GateReason = z.infer<typeof GateReason>;

/** `tollgate.gate/1`: whether a release may enter an environment, with every reason. */
export const GateAnswer = z.strictObject({
  schema: z.literal('tollgate.gate/1'),
  decidedAt: z.iso.datetime(),
  service: z.string(),
  environment: z.string(),
  sha: z.string(),
  digest: z.string().nullable(),
  decision: GateDecision,
  reasonCode: z.enum(reasonCodes).describe('the weightiest reason'),
  reasons: z.array(GateReason).describe('weightiest first'),
  recheckAt: z.iso.datetime().nullable().describe('of a wait: when it is worth asking again'),
});
export type GateAnswer = z.infer<typeof GateAnswer>;
