import { z } from 'zod';
import { Arrivals } from './traffic/arrivals.ts';
import { Behaviour, TrafficRoute } from './traffic/route.ts';
import { Sessions } from './traffic/sessions.ts';
import { Exclusion, TrafficSource } from './traffic/source.ts';

const sum = (counts: readonly { readonly count: number }[]) => counts.reduce((total, { count }) => total + count, 0);

/** Shares are written with few digits. */
const isShare = (share: number, count: number, total: number) => Math.abs(share * total - count) <= total / 10_000;

/**
 * `tollgate.traffic/1`: what an environment was asked for, learnt from its access logs; nothing personal is in it.
 *
 * Every line is accounted for: lines = parsed + malformed, parsed = excluded + total, total = the sum of the routes.
 */
export const TrafficModel = z
  .strictObject({
    schema: z.literal('tollgate.traffic/1'),
    tool: z.strictObject({ name: z.string(), version: z.string() }),
    source: TrafficSource,
    total: z.strictObject(Behaviour),
    routes: z.array(TrafficRoute).describe('most requested first'),
    arrivals: Arrivals,
    sessions: Sessions.nullable().describe('null where the log has no client addresses'),
    excluded: z.array(Exclusion),
    remarks: z.array(z.string()).describe('what a reader must know before trusting the numbers'),
  })
  .refine(({ source, total }) => total.count === source.parsed - source.excluded, {
    path: ['total', 'count'],
    message: 'must be the parsed lines without the excluded ones',
  })
  .refine(({ total, routes }) => sum(routes) === total.count, {
    path: ['routes'],
    message: 'their counts must add up to the total',
  })
  .refine(({ total, routes }) => routes.every(({ count, share }) => isShare(share, count, total.count)), {
    path: ['routes'],
    message: 'each share must be the count ÷ the total',
  })
  .refine(({ source, excluded }) => sum(excluded) === source.excluded, {
    path: ['excluded'],
    message: 'their counts must add up to source.excluded',
  });
export type TrafficModel = z.infer<typeof TrafficModel>;
