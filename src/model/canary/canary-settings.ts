import { z } from 'zod';

/** What is promised and how long is looked; each default is the one that `canary judge` uses. */
export const CanarySettings = z.strictObject({
  falseAlarm: z
    .number()
    .gt(0)
    .max(0.5)
    .default(0.01)
    .describe('at most this share of releases within tolerance fails, however often one looks'),
  falsePass: z
    .number()
    .gt(0)
    .max(0.5)
    .default(0.05)
    .describe('at most this share of releases that are beyond tolerance since their start passes'),
  horizon: z.int().min(1).max(100_000).default(200).describe('planned looks after the warm-up'),
  minPassLooks: z.int().min(1).max(100_000).default(10).describe('no pass before so many measured looks'),
  warmup: z.int().min(0).max(100_000).default(0).describe('looks at the start that are dropped'),
  deadline: z
    .strictObject({
      extraLooks: z.int().min(0).max(100_000).default(0).describe('looks after the horizon in which it may still pass'),
      acceptBound: z
        .number()
        .min(1)
        .max(100)
        .nullable()
        .default(null)
        .describe('accept what is undecided then if it is at most so many times worse; null: hold'),
      minimumRequests: z.number().min(0).default(50).describe('hold with fewer canary requests than this'),
    })
    .prefault({})
    .describe('what happens when the horizon ends without a verdict; default: hold (inconclusive)'),
});
export type CanarySettings = z.infer<typeof CanarySettings>;

/** Policies beside the scores: what the numbers of good requests cannot show. */
export const CanaryGuards = z.strictObject({
  outage: z
    .strictObject({
      rate: z.number().gt(0).max(1).default(0.5).describe('share of bad canary requests in one look'),
      requests: z.number().min(1).default(50).describe('at least so many canary requests in that look'),
      ratio: z.number().min(1).default(5).describe('and at least so many times the baseline’s share'),
    })
    .nullable()
    .prefault({})
    .describe('a total outage fails at once; null: off'),
  silentLooks: z
    .int()
    .min(1)
    .nullable()
    .default(3)
    .describe('no pass while the canary got no request for so many looks and the baseline did; null: off'),
  shareFactor: z
    .number()
    .min(1)
    .nullable()
    .default(1.5)
    .describe(
      'no pass where the canary’s share of requests is surely off `expectedShare`, and by this factor; null: off',
    ),
  missingShare: z.number().min(0).lt(1).default(0.2).describe('no pass where more of the looks than this is missing'),
  canaryPods: z.int().min(0).nullable().default(null).describe('how many pods the canary had; null: not known'),
  minimumPods: z.int().min(1).default(3).describe('fewer canary pods are remarked on'),
});
export type CanaryGuards = z.infer<typeof CanaryGuards>;
