import { z } from 'zod';
import { CountsTolerance } from './canary-metric.ts';
import { CanarySettings } from './canary-settings.ts';

const { falseAlarm, falsePass, horizon, minPassLooks, warmup } = CanarySettings.shape;

const name = z.string().min(1).max(200);
const label = {
  was: z.enum(['good', 'bad']).describe('what it turned out to be'),
  rolledBackAt: z.iso.datetime().optional().describe('when people rolled it back; only of a bad one'),
};

const RecordedRelease = z.strictObject({
  name,
  file: z.string().min(1).describe('its tollgate.canary/1 file, beside this one or at an absolute path'),
  ...label,
});
export type RecordedRelease = z.infer<typeof RecordedRelease>;

const Labels = z
  .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string().min(1))
  .describe('labels on top of the configured selector, for example {version: "1.43"}');

const WindowRelease = z
  .strictObject({
    name,
    from: z.iso.datetime().describe('when its canary got its first traffic'),
    to: z.iso.datetime().describe('end of the rollout, or of the rollback'),
    canary: Labels.default({}),
    baseline: Labels.default({}),
    ...label,
  })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), { path: ['to'], message: 'an instant after `from`' });
/** A release whose rows are on the metrics server still. */
export type WindowRelease = z.infer<typeof WindowRelease>;

const Release = z.union([RecordedRelease, WindowRelease]);
export type Release = z.infer<typeof Release>;

const Conditions = z
  .strictObject({
    success: z.string().optional().describe('for example "<= 0.01", on the canary’s own value'),
    failure: z.string().optional(),
  })
  .describe('without any: every look must be within the metric’s tolerance');

const limit = (usual: number) => z.int().min(-1).max(100_000).default(usual).describe('-1: off');

/** `tollgate.releases/1`: past releases, labelled good or bad, and the configuration that they are judged with anew. */
export const ReleasesFile = z.strictObject({
  schema: z.literal('tollgate.releases/1'),
  releases: z.array(Release).min(1).max(10_000),
  judge: z
    .strictObject({
      falseAlarm: falseAlarm.unwrap().optional(),
      falsePass: falsePass.unwrap().optional(),
      horizon: horizon.unwrap().optional(),
      minPassLooks: minPassLooks.unwrap().optional(),
      warmup: warmup.unwrap().optional(),
    })
    .default({})
    .describe('settings to try, in place of those of the files'),
  tolerances: z
    .record(z.string(), CountsTolerance)
    .default({})
    .describe('tolerances to try, by the name of the metric; `absolute` only for counts'),
  minimumVerdicts: z.int().min(1).default(20).describe('good releases with a verdict before silence says anything'),
  kayenta: z
    .strictObject({
      pass: z.number().min(0).max(100).default(95),
      marginal: z.number().min(0).max(100).default(75),
      firstLook: z.int().min(1).default(10),
      every: z.int().min(1).default(1).describe('looks between two judgements of the growing window'),
    })
    .prefault({}),
  threshold: z
    .strictObject({
      failureLimit: limit(0),
      inconclusiveLimit: limit(0),
      consecutiveErrorLimit: limit(4),
      conditions: z
        .record(z.string(), Conditions)
        .default({})
        .describe('by metric, or by metric and quantile: "latency p95"'),
    })
    .prefault({}),
});
export type ReleasesFile = z.infer<typeof ReleasesFile>;
