import { z } from 'zod';

const Logarithm = z.number().nullable().describe('natural logarithm; null for minus infinity');
const Look = z.int().min(1).describe('1-based row of the file');
const Rate = z.number().nullable().describe('null where the side was not measured or had no request');

/** How one metric of a canary went, look by look. */
export const CanaryTrace = z.strictObject({
  fingerprint: z.string().describe('of the metric’s finding'),
  name: z.string(),
  kind: z.enum(['counts', 'samples', 'histogram', 'gauge']),
  blocking: z.boolean(),
  secondsPerLook: z.number().positive(),
  thresholds: z.strictObject({ fail: z.number(), pass: z.number() }).describe('natural logarithms'),
  decidedAt: Look.nullable(),
  unit: z.string().describe('of the rates'),
  trace: z.array(z.strictObject({ look: Look, logFail: Logarithm, logPass: Logarithm, noise: z.number().min(1) })),
  rates: z
    .array(z.strictObject({ look: Look, canary: Rate, baseline: Rate }))
    .describe('shares of bad requests, or the value that is judged'),
  bounds: z
    .array(z.strictObject({ look: Look, lower: z.number().nullable(), upper: z.number().nullable() }))
    .describe('what was ruled out by then: times the baseline, or the rate itself of a plain SLO'),
});
export type CanaryTrace = z.infer<typeof CanaryTrace>;
