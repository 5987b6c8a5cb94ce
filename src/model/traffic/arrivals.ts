import { z } from 'zod';
import { Amount, Count } from './amount.ts';

/** 14 days of minutes are fewer. */
const mostSteps = 50_000;

const Series = z.strictObject({
  from: z.iso.datetime().describe('start of the first step'),
  step: z.number().positive().describe('seconds of each step'),
  counts: z
    .array(Count)
    .min(1)
    .max(mostSteps)
    .describe('modelled requests of each step, steps without a request included'),
});

/** When requests arrived. A series is null where the log's times are coarser than its step. */
export const Arrivals = z.strictObject({
  hourOfDay: z
    .array(Amount)
    .length(24)
    .nullable()
    .describe('average requests per minute in each hour of the day, UTC, over the days that the window covers'),
  perMinute: Series.nullable().describe('the whole window; of a window of more than 14 days, the last 14'),
  busiestHour: Series.nullable().describe('the hour with most requests, in steps of 10 seconds'),
  dispersion: z
    .strictObject({ perSecond: Amount.nullable(), perTenSeconds: Amount.nullable(), perMinute: Amount.nullable() })
    .describe('variance / mean of the counts of the busiest hour; 1 is a Poisson process, more is bursty'),
});
export type Arrivals = z.infer<typeof Arrivals>;
