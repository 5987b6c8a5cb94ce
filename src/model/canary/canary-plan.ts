import { z } from 'zod';

const Amount = z.number().nonnegative();
const Never = Amount.nullable().describe('null: never');

const PlannedVerdict = z.strictObject({
  canary: z.string().describe('what the canary is like, for example "2.5 % bad"'),
  canaryRate: z.number().min(0).max(1).describe('share of its requests that is bad'),
  verdict: z.enum(['pass', 'fail']),
  looks: Never.describe('with the warm-up; null: never'),
  minutes: Never,
  canaryRequests: Never,
  withinHorizon: z.boolean(),
});
export type PlannedVerdict = z.infer<typeof PlannedVerdict>;

const Suggestion = z.strictObject({
  lever: z.enum(['share', 'horizon', 'load', 'absolute', 'relative']),
  value: Amount.describe('a share of requests, looks, a multiple of today’s requests, or a tolerance'),
  factor: Amount.describe('how many times as much as now'),
});
export type Suggestion = z.infer<typeof Suggestion>;

const CurvePoint = z.strictObject({ canaryRate: z.number().min(0).max(1), pass: Never, fail: Never });
export type CurvePoint = z.infer<typeof CurvePoint>;

const MetricPlan = z.strictObject({
  name: z.string(),
  kind: z.enum(['errors', 'latency']),
  blocking: z.boolean(),
  baselineRate: z.number().min(0).max(1).describe('share of the baseline’s requests that is bad'),
  allowedRate: Amount.describe('share of the canary’s requests that may be bad'),
  requestsPerLook: z.strictObject({ canary: Amount, baseline: Amount }),
  decidable: z.boolean().describe('an unchanged canary passes within the horizon'),
  verdicts: z.array(PlannedVerdict),
  suggestions: z.array(Suggestion).describe('each is enough alone, the smallest first; none where it is decidable'),
  curve: z.array(CurvePoint).describe('minutes until both verdicts over the share of bad requests'),
});
export type MetricPlan = z.infer<typeof MetricPlan>;

/** `tollgate.canary-plan/1`: how long a canary must be watched until a verdict is to be expected, and what would shorten it. */
export const CanaryPlan = z.strictObject({
  schema: z.literal('tollgate.canary-plan/1'),
  intervalSeconds: z.number().positive(),
  horizon: z.int().min(1),
  warmup: z.int().min(0),
  decidable: z.boolean().describe('every blocking metric is'),
  minutes: Never.describe('until an unchanged canary has passed every blocking metric'),
  metrics: z.array(MetricPlan),
  remarks: z.array(z.string()),
});
export type CanaryPlan = z.infer<typeof CanaryPlan>;
