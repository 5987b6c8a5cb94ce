import { z } from 'zod';
import { CountsMetric, GaugeMetric, HistogramMetric, SamplesMetric } from './canary-metric.ts';
import { CanaryBuckets, CanaryCounts, CanarySamples } from './canary-row.ts';
import { CanarySettings } from './canary-settings.ts';

/** One value per look and pod; null while the pod was not there or not measured. */
const podsOf = <Side extends z.ZodType>(side: Side) =>
  z.record(z.string(), z.array(side.nullable())).describe('by pod, one entry per look');

const PodsMetric = z.discriminatedUnion('kind', [
  CountsMetric.omit({ rows: true }).extend({ pods: podsOf(CanaryCounts) }),
  SamplesMetric.omit({ rows: true }).extend({ pods: podsOf(CanarySamples) }),
  HistogramMetric.omit({ rows: true }).extend({ pods: podsOf(CanaryBuckets) }),
  GaugeMetric.omit({ rows: true }).extend({ pods: podsOf(z.number().nonnegative()) }),
]);
export type PodsMetric = z.infer<typeof PodsMetric>;

/** `tollgate.pods/1`: what every pod of one build did look by look, so that pods can be held against pods. */
export const PodsFile = z
  .strictObject({
    schema: z.literal('tollgate.pods/1'),
    judge: CanarySettings.prefault({}),
    interval: z
      .string()
      .regex(/^\d{1,9}(\.\d{1,3})?(s|m|h)$/, { message: 'a number of seconds, minutes or hours such as 30s, 1m or 1h' })
      .default('30s')
      .describe('length of one look; looks do not overlap'),
    start: z.iso.datetime().nullable().default(null).describe('start of the first look'),
    metrics: z.array(PodsMetric).min(1).max(1000),
  })
  .superRefine(({ metrics }, context) => {
    const lengths = metrics.flatMap((metric, at) =>
      Object.entries(metric.pods).map(([pod, looks]) => ({ path: ['metrics', at, 'pods', pod], looks: looks.length })),
    );
    for (const { path, looks } of lengths) {
      if (looks !== lengths[0]?.looks)
        context.addIssue({
          code: 'custom',
          path,
          message: `${lengths[0]?.looks} looks like the first pod, not ${looks}`,
        });
    }
  });
export type PodsFile = z.infer<typeof PodsFile>;
