import { z } from 'zod';
import { Count } from './amount.ts';

const counts = {
  lines: Count.describe(
    'records read: lines of the log, or entries of a HAR file; headers of the format are not among them',
  ),
  parsed: Count,
  malformed: Count.describe('lines that could not be read as a request'),
  excluded: Count.describe('parsed, and left out of the model by a rule'),
};

interface Counted {
  readonly lines: number;
  readonly parsed: number;
  readonly malformed: number;
  readonly excluded: number;
}

const addUp = ({ lines, parsed, malformed, excluded }: Counted) => lines === parsed + malformed && excluded <= parsed;
const mustAddUp = {
  path: ['lines'],
  message: 'lines must be parsed + malformed, and no more can be excluded than parsed',
};

const FileCounts = z
  .strictObject({ name: z.string().describe('name of the file without its folder'), format: z.string(), ...counts })
  .refine(addUp, mustAddUp);

/** Where a traffic model comes from, and what became of each line. */
export const TrafficSource = z
  .strictObject({
    files: z.array(FileCounts),
    format: z.string().describe('detected format; several are separated by commas'),
    ...counts,
    malformedBy: z.array(z.strictObject({ reason: z.string(), count: Count.min(1) })),
    outOfOrder: Count.describe('lines with an earlier time than the line before them in the same piece of a file'),
    from: z.iso.datetime().nullable().describe('time of the earliest modelled request; null where there is none'),
    to: z.iso.datetime().nullable(),
    resolution: z
      .number()
      .positive()
      .nullable()
      .describe(
        'seconds between distinguishable times, as measured: 1 for most logs, 3600 where a log only knows hours',
      ),
    zones: z.array(z.string()).describe('offsets from UTC that the log’s times have'),
  })
  .refine(addUp, mustAddUp);
export type TrafficSource = z.infer<typeof TrafficSource>;

/** A rule that left requests out, so that an attack or a health check does not shape the load. */
export const Exclusion = z.strictObject({
  rule: z.string().describe('name of the rule, for example "bot" or "health-check"'),
  means: z.string().describe('what the rule recognises'),
  count: Count.min(1),
});
export type Exclusion = z.infer<typeof Exclusion>;
