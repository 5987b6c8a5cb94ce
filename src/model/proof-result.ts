import { z } from 'zod';

const Side = z.strictObject({
  outcome: z.enum(['passed', 'failed', 'unmeasured', 'unreachable']),
  target: z.string(),
  why: z.string(),
});

/** `tollgate.proof/1`: what `incident prove` saw. */
export const ProofResult = z.strictObject({
  schema: z.literal('tollgate.proof/1'),
  tool: z.strictObject({ name: z.string(), version: z.string() }),
  incident: z.string(),
  guard: z.string().describe('file of the guard'),
  guardHash: z.string().regex(/^[0-9a-f]{64}$/),
  result: z
    .enum(['proven', 'refuted', 'inconclusive', 'unreachable'])
    .describe('proven: it failed on the bad target and passed on the good one'),
  message: z.string(),
  bad: Side,
  good: Side,
  recorded: z.boolean().describe('whether the index now says so'),
});
export type ProofResult = z.infer<typeof ProofResult>;
