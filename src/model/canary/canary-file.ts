import { z } from 'zod';
import { reasonCodes } from '../reason-codes.ts';
import { Release } from '../subject.ts';
import { CanaryMetric } from './canary-metric.ts';
import { CanaryCounts } from './canary-row.ts';
import { CanaryGuards, CanarySettings } from './canary-settings.ts';
import { checkCanaryFile } from './check-canary-file.ts';

/** What the baseline did before the rollout, in the form of one side of the metric’s rows. */
const History = z.union([CanaryCounts, z.array(z.number().nonnegative())]);
export type CanaryHistory = z.infer<typeof History>;

/** What is judged; see `Subject` of a report. */
const CanarySubject = z.strictObject({
  service: z.string().default('service'),
  region: z.string().nullable().default(null),
  release: Release.nullable().default(null),
});

/** Who read the rows, so that a report made again from the file is the same report. */
const Origin = z.strictObject({
  command: z.string().describe('the command that read the rows'),
  generatedAt: z.iso.datetime().describe('when its verdict was made'),
  configHash: z.string(),
});

/** Why reading ended early: a provider gave no answer. Whatever the rows before say, that is no pass. */
const Unreachable = z.strictObject({ reason: z.enum(reasonCodes), message: z.string().max(2000) });

/** Somebody ended the canary by hand: it has failed, whatever the rows say. */
const Aborted = z.strictObject({ by: z.string().max(200), reason: z.string().max(2000).nullable() });

/** `tollgate.canary/1`: paired rows of a canary and its baseline, and how they are to be judged. */
export const CanaryFile = z
  .strictObject({
    schema: z.literal('tollgate.canary/1'),
    subject: CanarySubject.prefault({}),
    judge: CanarySettings.prefault({}),
    interval: z
      .string()
      .regex(/^\d{1,9}(\.\d{1,3})?(s|m|h)$/, { message: 'a number of seconds, minutes or hours such as 30s, 1m or 1h' })
      .default('30s')
      .describe('length of one row; rows do not overlap'),
    start: z.iso.datetime().nullable().default(null).describe('start of the first row'),
    expectedShare: z
      .array(z.number().gt(0).lt(1).nullable())
      .min(1)
      .nullable()
      .default(null)
      .describe('the canary’s configured share of requests at each look; the last one holds from there on'),
    history: z.record(z.string(), History).nullable().default(null).describe('by the name of the metric'),
    guards: CanaryGuards.prefault({}),
    origin: Origin.nullable().default(null),
    unreachable: Unreachable.nullable().default(null),
    aborted: Aborted.nullable().default(null),
    remarks: z.array(z.string()).default([]).describe('what was noticed while reading'),
    metrics: z.array(CanaryMetric).min(1).max(1000),
  })
  .superRefine(checkCanaryFile);
/** A file with its defaults filled in. */
export type CanaryFile = z.infer<typeof CanaryFile>;
/** A file as it may be written: only what has no default. */
export type CanaryFileInput = z.input<typeof CanaryFile>;
