import { z } from 'zod';
import { Amount, Count, Share } from './amount.ts';
import { Durations, Lengths } from './distribution.ts';

/**
 * How people use the service: requests of one client (address and user agent) without a pause of 30 minutes.
 *
 * Of a log with many clients a sample is kept, chosen by a hash; neither addresses nor agents are.
 */
export const Sessions = z.strictObject({
  clients: Count.describe('clients whose requests were followed'),
  sampled: z.boolean().describe('the log has more clients than were followed'),
  machines: Count.describe('followed clients left out because they ask too often to be one person'),
  count: Count.min(1).describe('sessions of the followed clients'),
  thinkTime: Durations.nullable().describe(
    'pause between two requests of a session; null where the resolution is too coarse',
  ),
  length: Lengths,
  duration: Durations.nullable(),
  keepAlive: z
    .strictObject({ requestsPerConnection: Amount })
    .nullable()
    .describe('null where the log does not tell connections apart'),
  abandonment: z
    .strictObject({ count: Count, share: Share })
    .nullable()
    .describe(
      'requests whose client left before the answer (status 499, 460 and the like); null where the log cannot say',
    ),
  doubleSubmits: z
    .strictObject({ count: Count, share: Share })
    .nullable()
    .describe('writes repeated by the same client on the same route within 2 seconds, as a share of followed writes'),
});
export type Sessions = z.infer<typeof Sessions>;
