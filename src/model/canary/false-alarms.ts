import { z } from 'zod';

const Count = z.int().min(0);
const Share = z.number().min(0).max(1);

/** How often releases without a fault were stopped, and whether that breaks the promise. */
export const FalseAlarms = z.strictObject({
  replays: Count,
  stopped: Count,
  passed: Count,
  undecided: Count,
  rate: Share.nullable().describe('stopped of all; null: nothing was replayed'),
  interval: z.tuple([Share, Share]).describe('exact 95 % interval of the rate (Clopper and Pearson)'),
  promised: Share.describe('the configured false-alarm rate'),
  promise: z
    .enum(['kept', 'broken', 'unproven'])
    .describe('broken: the whole interval is above the promised rate; unproven: too few verdicts say anything'),
});
export type FalseAlarms = z.infer<typeof FalseAlarms>;
