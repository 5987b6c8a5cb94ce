import { z } from 'zod';
import { reasonCodes } from './reason-codes.ts';
import { Window } from './window.ts';

const Crossed = z.strictObject({ metric: z.string(), threshold: z.string() });

/** `tollgate.load/1`: what became of one run of a load script. */
export const LoadResult = z.strictObject({
  schema: z.literal('tollgate.load/1'),
  tool: z.strictObject({ name: z.string(), version: z.string() }),
  script: z.string(),
  outcome: z
    .enum(['kept', 'crossed', 'not-measured'])
    .describe('kept: the load ran and kept its thresholds; crossed: it ran and did not; not-measured: it says nothing'),
  reasonCode: z.enum(reasonCodes).nullable().describe('why nothing was measured'),
  message: z.string(),
  exitCode: z.int().nullable().describe('of k6; null where it did not end by itself'),
  window: Window.nullable().describe('when the load ran'),
  requests: z.number().nullable(),
  iterations: z.number().nullable(),
  dropped: z.number().nullable().describe('iterations that were planned and not started'),
  reached: z.number().min(0).max(1).nullable().describe('started ÷ planned iterations: 1 is the offered rate'),
  crossed: z.array(Crossed).describe('thresholds of the script that were crossed'),
});
export type LoadResult = z.infer<typeof LoadResult>;
